package io.quarterdeck.e2e.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs setup scripts with an {@code az} that records each command, answers from a table, and
 * refuses commands that the table does not have. The resource {@code az} describes the table.
 */
final class RecordingAz {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final long LIMIT_SECONDS = 60;

  private final Path folder;
  private final List<String> answers = new ArrayList<>();

  private RecordingAz(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns an Azure CLI with the answers of a resource.
   *
   * @param folder stores the program and its recordings
   * @param resource the name of the table
   */
  static RecordingAz in(Path folder, String resource) throws IOException {
    RecordingAz az = new RecordingAz(folder);
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("az");
    Files.writeString(program, text("az"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    az.answers.addAll(text(resource).lines().toList());
    return az;
  }

  /** Adds an answer before all others: exit code, times, pattern and output. */
  RecordingAz answering(String answer) {
    answers.add(0, answer);
    return this;
  }

  /** Runs a script of {@code setup/} to its end. */
  SetupRun run(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("setup").resolve(script).toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Runs commands as a shell reads them when a person copies them. */
  SetupRun shell(String lines) throws Exception {
    return run(List.of("bash", "-euc", lines));
  }

  private SetupRun run(List<String> command) throws Exception {
    Path log = Files.writeString(folder.resolve("commands.txt"), "");
    Path table = Files.write(folder.resolve("answers.txt"), answers);
    Path out = folder.resolve("out.txt");
    Path error = folder.resolve("error.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("AZ_LOG", log.toString());
    environment.put("AZ_ANSWERS", table.toString());
    environment.put("QUARTERDECK_SETUP_PAUSE", "0");
    environment.putIfAbsent("QUARTERDECK_SETUP_DEADLINE", "30");
    Process process = builder.redirectOutput(out.toFile()).redirectError(error.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("%s", command).isTrue();
    return new SetupRun(
        process.exitValue(),
        Files.readString(out),
        Files.readString(error).strip(),
        Files.readAllLines(log));
  }

  static String text(String resource) throws IOException {
    try (InputStream in = RecordingAz.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package io.quarterdeck.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources the scripts in the real shells, and completes words there. */
class CompletionIT {
  private static final long DEADLINE_SECONDS = 60;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "load-| load-rejects",
        "comp| completion",
        "ci rev| review",
        "load --mo| --mode",
        "bootstrap --load-on da| databricks",
        "--color al| always",
        "completion f| fish"
      })
  void bashCompletesCommandsOptionsAndValues(String typed, String expected) throws Exception {
    require("bash");
    String script =
        """
        source "$1"
        COMP_LINE="./quarterdeck $2"
        COMP_POINT=${#COMP_LINE}
        read -ra COMP_WORDS <<<"$COMP_LINE"
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        # Only while a key is pressed does the real builtin work.
        compopt() { :; }
        $(complete -p quarterdeck | sed 's/.*-F \\([a-z_]*\\).*/\\1/')
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    assertThat(run("bash", "--norc", "-c", script, "bash", script("bash"), typed))
        .containsExactly(expected);
  }

  /** The pseudo-terminal of zsh itself: the test presses the tab key and reads the screen. */
  @Test
  void zshCompletesWhenTheTabKeyIsPressed() throws Exception {
    require("zsh");
    String script =
        """
        zmodload zsh/zpty
        zpty shell zsh -f
        zpty -w shell "autoload -U compinit; compinit -u -d $2/dump; source $1; echo RE''ADY"
        zpty -r shell screen '*READY*'
        zpty -w -n shell $'./quarterdeck load-re\\t'
        zpty -r shell screen '*load-rejects*'
        print completed
        zpty -d shell
        """;
    assertThat(run("zsh", "-f", "-c", script, "zsh", script("zsh"), folder.toString()))
        .containsExactly("completed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "load-| load-rejects",
        "--color always comp| completion",
        "ci rev| review",
        "load --mo| --mode",
        "bootstrap --load-on da| databricks",
        "load --color al| always",
        "completion f| fish"
      })
  void fishCompletesCommandsOptionsAndValues(String typed, String expected) throws Exception {
    require("fish");
    assertThat(
            run(
                "fish",
                "--no-config",
                "-c",
                "source $argv[1]; complete -C $argv[2]",
                script("fish"),
                "./quarterdeck " + typed))
        .extracting(line -> line.split("\t", 2)[0])
        .containsExactly(expected);
  }

  /** A word that is the value of an option does not select a command. */
  @Test
  void fishOffersTheOptionsOfTheCommandOnly() throws Exception {
    require("fish");
    List<String> offered =
        run(
            "fish",
            "--no-config",
            "-c",
            "source $argv[1]; complete -C './quarterdeck --color load rollback --'",
            script("fish"));
    assertThat(offered)
        .extracting(line -> line.split("\t", 2)[0])
        .contains("--dataset", "--json")
        .doesNotContain("--mode");
  }

  private String script(String shell) throws IOException {
    Run completion = Run.of("completion", shell);
    assertThat(completion.exitCode()).isZero();
    return Files.writeString(folder.resolve("quarterdeck." + shell), completion.out()).toString();
  }

  private List<String> run(String... words) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TERM", "xterm");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
          .as(() -> words[0] + " ends")
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out, StandardCharsets.UTF_8).lines().map(String::strip).toList();
  }

  /** Skips the test if the shell is missing. In CI, the test fails instead. */
  private static void require(String shell) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, shell)));
    String missing =
        "Cannot test the completion in %1$s: it was not found on the PATH; expected it. Run apt-get install %1$s."
            .formatted(shell);
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(missing);
    }
    if (!there) {
      System.err.println(missing);
    }
    Assumptions.assumeTrue(there, missing);
  }
}

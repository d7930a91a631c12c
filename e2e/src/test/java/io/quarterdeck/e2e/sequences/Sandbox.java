package io.quarterdeck.e2e.sequences;

import com.azure.core.util.BinaryData;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.e2e.sequences.Action.BrokenLoad;
import io.quarterdeck.e2e.sequences.Action.Load;
import io.quarterdeck.e2e.sequences.Action.Signal;
import io.quarterdeck.e2e.sequences.Content.Packing;
import io.quarterdeck.e2e.sequences.DatasetDefinition.Table;
import io.quarterdeck.e2e.sequences.Row.Columns;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The files, tables and commands of one execution of a sequence. */
final class Sandbox {
  private static final String SESSIONS =
      "select count(*) from pg_stat_activity where application_name like ?";

  private final SequenceServers servers;
  private final Contents contents;
  private final String dataset;
  private final Path folder;
  private final Path datasetFile;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private int rejects;

  /** The second of the last upload, publication or interruption. */
  private Instant last = Instant.MIN;

  Sandbox(SequenceServers servers, Contents contents, DatasetDefinition definition)
      throws IOException {
    this.servers = servers;
    this.contents = contents;
    this.dataset = definition.name();
    this.folder = Files.createDirectories(servers.folder().resolve("sequences").resolve(dataset));
    this.datasetFile = folder.resolve("dataset.yaml");
    describe(definition);
  }

  Path folder() {
    return folder;
  }

  /** Writes the dataset file. */
  void describe(DatasetDefinition definition) throws IOException {
    Files.writeString(datasetFile, definition.yaml());
  }

  /** Adds or drops the column in the existing tables. */
  void alter(DatasetDefinition definition) throws SQLException {
    try (Connection connection = servers.connect();
        Statement statement = connection.createStatement()) {
      for (Table table : Table.values()) {
        statement.execute(
            "alter table if exists "
                + table.in(definition.schema())
                + (definition.columns() == Columns.WITH_REMARK
                    ? " add column remark text collate \"C\""
                    : " drop column remark"));
      }
    }
  }

  /** Returns the path for the rejects of the next load. */
  Path nextRejects() {
    return folder.resolve("rejects-" + rejects++ + ".csv");
  }

  /**
   * Writes each content to its own folder, because contents share names and two commands may read
   * concurrently.
   */
  private Path file(int content, Packing packing) throws IOException {
    Path file =
        Files.createDirectories(folder.resolve("content-" + content))
            .resolve(Contents.fileName(content, packing));
    if (!Files.exists(file)) {
      Files.write(file, contents.get(content).bytes(packing));
    }
    return file;
  }

  /** Returns the arguments of a load. */
  List<Object> arguments(Load load, Path rejectsFile) throws IOException {
    Path file = file(load.content(), load.packing());
    List<Object> arguments = new ArrayList<>(List.of("load", file, "--dataset", datasetFile));
    arguments.addAll(List.of("--rejects", rejectsFile));
    if (load.repeat() == Action.Repeat.FORCE) {
      arguments.add("--force");
    }
    load.mode().ifPresent(mode -> arguments.addAll(List.of("--mode", mode.word())));
    if (load.rejects() == Action.Rejects.ALLOWED) {
      arguments.addAll(List.of("--max-rejects", "100"));
    }
    if (load.lock() == Action.Lock.WAIT) {
      arguments.addAll(List.of("--wait", "120"));
    }
    return arguments;
  }

  /** Loads a file of another dataset. Its dataset file differs only in the name. */
  Ended loadOfOther(DatasetDefinition definition, int content) throws IOException {
    Path other = folder.resolve("other.yaml");
    Files.writeString(
        other, definition.yaml().replace("name: " + dataset, "name: " + dataset + "-other"));
    return run(List.of("load", file(content, Packing.PLAIN), "--dataset", other));
  }

  /** Runs a command of this dataset to its end. */
  Ended command(String name, Object... more) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(name, "--dataset", datasetFile));
    arguments.addAll(List.of(more));
    return run(arguments);
  }

  /** Runs any command to its end. */
  Ended run(List<Object> arguments) throws IOException {
    Ended ended = note(servers.command(arguments.toArray()));
    if (ended.exitCode() != 0 && ended.exitCode() != 1) {
      throw new IllegalStateException(
          "%s ended with %d: %s".formatted(arguments, ended.exitCode(), ended.error()));
    }
    return ended;
  }

  Ended runJob() throws IOException {
    return note(RegisteredJob.of(servers, dataset).run());
  }

  /** Runs a load in its own process, and interrupts it. The load may end before. */
  Ended broken(BrokenLoad broken, Path rejectsFile)
      throws IOException, InterruptedException, SQLException {
    Process process = servers.start(arguments(broken.load(), rejectsFile).toArray());
    List<String> read = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String next = lines.readLine(); next != null; next = lines.readLine()) {
        read.add(next);
        if (read.size() == broken.lines()) {
          process.waitFor(broken.milliseconds(), TimeUnit.MILLISECONDS);
          end(process.toHandle(), broken.signal());
        }
      }
    }
    int exitCode = process.waitFor();
    awaitNoSession();
    return note(new Ended(exitCode, "", String.join("\n", read)));
  }

  private Ended note(Ended ended) {
    said.add("exit code %d: %s".formatted(ended.exitCode(), ended.error().strip()));
    return ended;
  }

  /** Returns the error output of the commands in the last action. */
  List<String> said() {
    return List.copyOf(said);
  }

  // Process.destroy would close the stream that this class reads.
  private static void end(ProcessHandle process, Signal signal) {
    switch (signal) {
      case TERM -> process.destroy();
      case KILL -> process.destroyForcibly();
    }
  }

  /**
   * Waits until no session exists: a server process keeps running for a moment after its client
   * ended.
   */
  private void awaitNoSession() throws SQLException {
    try (Connection connection = servers.connect();
        PreparedStatement statement = connection.prepareStatement(SESSIONS)) {
      statement.setString(1, "quarterdeck load of " + dataset + " by%");
      long sessions;
      do {
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          sessions = row.getLong(1);
        }
      } while (sessions > 0);
    }
  }

  /** Uploads a file, in a later second than all previous events. */
  void upload(int content, Packing packing) throws IOException {
    servers.awaitAfter(last);
    servers
        .container("landing")
        .getBlobClient(dataset + "/" + Contents.fileName(content, packing))
        .upload(BinaryData.fromFile(file(content, packing)), true);
  }

  /** Records the end of the last action. */
  void ended(Instant second) {
    last = second;
    said.clear();
  }
}

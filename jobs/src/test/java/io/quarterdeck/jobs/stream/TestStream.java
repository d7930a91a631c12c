package io.quarterdeck.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.StreamTrigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The stream from the function to gold: a broker, and tables in a local folder. */
final class TestStream implements AutoCloseable {
  private static final long SECONDS = 180;

  private final Path folder;
  private final HubProcess hub;
  private final OrderLake lake;
  private final List<Process> processes = new ArrayList<>();

  TestStream(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.hub = new HubProcess(folder.resolve("hub"));
    this.lake = new OrderLake(folder.resolve("tables"));
  }

  HubProcess hub() {
    return hub;
  }

  OrderLake lake() {
    return lake;
  }

  /** Adds the events of the hub to bronze. */
  void bronze() {
    new BronzeStream(lake.lake(), hub.source(), "run-1", lake.folder().progress())
        .run(StreamTrigger.AVAILABLE_NOW, LostEvents.REFUSE);
  }

  /** Starts a program in its own process. */
  Process start(StreamProcess.Program program, StreamTrigger trigger) throws IOException {
    return kept(
        StreamProcess.start(
            program, trigger, folder.resolve("tables"), hub.folder(), output(program.name())));
  }

  /** Starts the function. */
  Process emit(String... flags) throws IOException {
    return kept(hub.emit(output("emit"), flags));
  }

  private Process kept(Process process) {
    processes.add(process);
    return process;
  }

  /** Runs the function until it has sent its events. After a failure, it is run again. */
  void emitUntilSuccess(String... flags) throws IOException, InterruptedException {
    int attempts = 0;
    while (await(emit(flags)) != 0) {
      assertThat(++attempts).as(newestOutput()).isLessThan(5);
    }
  }

  /** Returns the exit code of a process. */
  int await(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as(newestOutput()).isTrue();
    return process.exitValue();
  }

  private Path output(String name) {
    return folder.resolve("output-" + processes.size() + "-" + name);
  }

  /** Returns what all processes with this name printed. */
  String output(StreamProcess.Program program) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < processes.size(); i++) {
      Path file = folder.resolve("output-" + i + "-" + program.name());
      text.append(Files.exists(file) ? Files.readString(file) : "");
    }
    return text.toString();
  }

  private String newestOutput() throws IOException {
    String prefix = "output-" + (processes.size() - 1) + "-";
    try (var files = Files.list(folder)) {
      Path newest =
          files
              .filter(file -> file.getFileName().toString().startsWith(prefix))
              .findFirst()
              .orElseThrow();
      return Files.readString(newest);
    }
  }

  /** Processes the remaining events, and returns the result of the verification, which is right. */
  StreamVerdict finish() {
    bronze();
    lake.run();
    StreamVerdict verdict = lake.verify().require();
    System.out.println("VERDICT " + verdict.summary());
    return verdict;
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    hub.close();
  }
}

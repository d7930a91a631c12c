package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.testkit.TestJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a program of the stream in a process of its own. A process exits with 0, or with 1 and the
 * message of the failure on standard output.
 */
public final class StreamProcess {
  /** The programs. */
  enum Program {
    BRONZE,
    PIPELINE
  }

  private StreamProcess() {}

  /**
   * Starts a process.
   *
   * @param tables the folder of the tables
   * @param hub the folder of the broker
   * @param output the file for both output streams
   */
  static Process start(Program program, StreamTrigger trigger, Path tables, Path hub, Path output)
      throws IOException {
    List<String> command = new ArrayList<>(TestJvm.command());
    command.add("-Xmx768m");
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--add-opens"))
            .toList());
    command.addAll(
        List.of(
            StreamProcess.class.getName(),
            program.name(),
            trigger.name(),
            tables.toString(),
            hub.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /** Runs a program, with its name, its trigger, and both folders. */
  public static void main(String[] arguments) throws Exception {
    StreamTrigger trigger = StreamTrigger.valueOf(arguments[1]);
    OrderLake lake = new OrderLake(Path.of(arguments[2]));
    try {
      switch (Program.valueOf(arguments[0])) {
        case BRONZE ->
            new BronzeStream(lake.lake(), source(Path.of(arguments[3])), "run-1", printed())
                .run(trigger, LostEvents.REFUSE);
        case PIPELINE ->
            new SilverStream(lake.lake(), OrderLake.PIPELINE, "run-2", printed()).run(trigger);
      }
    } catch (Failure e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static HubSource source(Path folder) throws IOException {
    LocalEventHub hub = LocalEventHub.read(folder.resolve(LocalEventHub.FILE));
    return new HubSource("", hub.hub(), "", Optional.of(hub.connectionString()));
  }

  private static Progress printed() {
    return new Progress() {
      @Override
      public void phase(String what) {
        System.out.println("PHASE " + what);
      }

      @Override
      public void advance(long done, long total, String unit) {}

      @Override
      public void note(String line) {
        System.out.println("NOTE " + line);
      }
    };
  }
}

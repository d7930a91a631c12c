package io.quarterdeck.local.command;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.memory.StackProcesses;
import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.airflow.LocalAirflow;
import io.quarterdeck.local.process.Processes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of the local stack of this checkout: those with an argument below the folder of the
 * stack, and the processes that they started.
 */
public final class LocalProcesses implements StackProcesses {
  private final Path folder = new LocalStack(Folders.current()).folder();

  @Override
  public Map<String, List<ProcessHandle>> running() {
    Map<String, List<ProcessHandle>> parts = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(
            process -> {
              Optional<Part> part = part(process);
              part.ifPresent(found -> found.add(process, parts));
            });
    LocalAirflow.of(folder).process().ifPresent(process -> parts.put("Airflow", family(process)));
    return parts;
  }

  private enum Part {
    POSTGRES("PostgreSQL"),
    AZURITE("Azurite"),
    EMULATORS("emulators"),
    EVENT_HUBS("Event Hubs");

    private static final String TASKS = "Spark tasks";

    private final String title;

    Part(String title) {
      this.title = title;
    }

    /** The emulators start the tasks of jobs and the copies of Data Factory. */
    private void add(ProcessHandle process, Map<String, List<ProcessHandle>> parts) {
      if (this == EMULATORS) {
        parts.put(title, List.of(process));
        parts.put(TASKS, process.descendants().toList());
      } else {
        parts.put(title, family(process));
      }
    }
  }

  private Optional<Part> part(ProcessHandle process) {
    List<String> arguments = Processes.arguments(process);
    if (arguments.stream().noneMatch(each -> each.startsWith(folder.toString()))) {
      return Optional.empty();
    }
    if (process.info().command().orElse("").endsWith("/postgres")) {
      return Optional.of(Part.POSTGRES);
    }
    if (arguments.contains(LocalEventHub.MAIN_CLASS)) {
      return Optional.of(Part.EVENT_HUBS);
    }
    if (arguments.contains(LocalStack.EMULATORS)) {
      return Optional.of(Part.EMULATORS);
    }
    return arguments.contains("--blobPort") ? Optional.of(Part.AZURITE) : Optional.empty();
  }

  private static List<ProcessHandle> family(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }
}

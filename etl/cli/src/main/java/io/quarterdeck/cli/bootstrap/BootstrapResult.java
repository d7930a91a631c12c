package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.cli.memory.PeakMemory;
import io.quarterdeck.cli.terminal.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The result of a bootstrap.
 *
 * @param systems the results of the systems, in the order of {@link
 *     io.quarterdeck.contract.PlatformSystemName}
 * @param report the report; empty if no system has results that this machine can read
 * @param serverProblem why the PostgreSQL server is not prepared, and the command to run; empty if
 *     it is prepared
 * @param memory the memory that the bootstrap used on this machine
 */
record BootstrapResult(
    List<SystemResult> systems,
    Optional<Path> report,
    Optional<String> serverProblem,
    PeakMemory memory) {
  void print(PrintWriter out, String sameStack) {
    systems.forEach(result -> result.print(out, sameStack));
    report.ifPresent(
        file -> {
          out.println();
          out.println("Report: " + file.toUri());
        });
    out.println(memory.line());
    serverProblem.ifPresent(
        problem -> {
          out.println();
          out.println(problem);
        });
  }

  String json() {
    JsonObject object = new JsonObject();
    for (SystemResult result : systems) {
      object = result.addTo(object);
    }
    return object
        .with("report", report)
        .with("serverProblem", serverProblem)
        .with("memory", memory.json())
        .text();
  }
}

package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.cli.terminal.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * The result of a bootstrap.
 *
 * @param systems the results of the systems, in the order of {@link
 *     io.quarterdeck.contract.PlatformSystemName}
 * @param serverProblem why the PostgreSQL server is not prepared, and the command to run; empty if
 *     it is prepared
 */
record BootstrapResult(List<SystemResult> systems, Optional<String> serverProblem) {
  void print(PrintWriter out, String sameStack) {
    systems.forEach(result -> result.print(out, sameStack));
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
    return object.with("serverProblem", serverProblem).text();
  }
}

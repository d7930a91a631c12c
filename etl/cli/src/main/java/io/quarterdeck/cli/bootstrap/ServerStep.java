package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * Prepares the stack's PostgreSQL server, and creates the login of the jobs again if the server
 * does not have its role. Loads do not need the libraries and extensions, and the identity that
 * loads data may not have the right to restart the server. Therefore a bootstrap continues if this
 * step fails, and reports the reason. {@code doctor} reports the problem until it is fixed.
 */
final class ServerStep {
  /** Long enough for sessions that their clients have just closed. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ServerStep() {}

  /** Returns why the server is not prepared, and the command to run; empty if it is prepared. */
  static Optional<String> run(Stack stack, Reach reach, Progress progress) {
    Optional<String> problem =
        reach.isOpen() ? prepare(stack, progress) : Optional.of(unchecked(stack, reach));
    problem.ifPresent(progress::note);
    return problem;
  }

  private static Optional<String> prepare(Stack stack, Progress progress) {
    try {
      stack.jobs().renewLogin(progress);
      stack.server().prepare(PATIENCE, progress);
      return Optional.empty();
    } catch (Failure e) {
      return Optional.of(e.getMessage());
    }
  }

  private static String unchecked(Stack stack, Reach reach) {
    return "Cannot check PostgreSQL's extensions: %s; expected a connection. Run ./quarterdeck prepare-server --stack %s on a machine inside the stack's network."
        .formatted(reach.found(), stack.name());
  }
}

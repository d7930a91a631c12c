package io.quarterdeck.e2e.sequences;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.azure.rotation.DatabaseLogins;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** Runs commands in a JVM that keeps running, so that it starts only once. */
final class CommandWorker {
  /** Requests the login of the job's role, which a cluster reads from the key vault. */
  static final String LOGIN = "the job's login";

  private CommandWorker() {}

  /**
   * Runs the worker.
   *
   * @param arguments the file to which the port is written
   */
  public static void main(String[] arguments) throws IOException {
    WorkerServer.serve(Path.of(arguments[0]), CommandWorker::run);
  }

  private static List<String> run(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    int exitCode = 0;
    if (arguments.equals(List.of(LOGIN))) {
      out.write(login());
    } else {
      String[] array = arguments.toArray(new String[0]);
      exitCode =
          Quarterdeck.commandLineFor(array)
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(error))
              .execute(array);
    }
    return List.of(Integer.toString(exitCode), out.toString(), error.toString());
  }

  private static String login() {
    ConnectedStack stack = ConnectedStacks.find(new StackChoice.Named("local"), Progress.silent());
    return DatabaseLogins.of(stack.outputs(), stack.access()).current().text();
  }
}

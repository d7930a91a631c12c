package io.quarterdeck.e2e.sequences;

import io.quarterdeck.etl.cli.Quarterdeck;
import io.quarterdeck.etl.stack.StackChoice;
import io.quarterdeck.etl.stack.Stacks;
import io.quarterdeck.etl.terminal.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** The command line in a JVM that stays: it starts once, and not for each command. */
final class CommandWorker {
  /** Asks for the login of the job's role, as the cluster gets it from the key vault. */
  static final String LOGIN = "the job's login";

  private CommandWorker() {}

  /** Arguments: the file to write the port to. */
  public static void main(String[] arguments) throws IOException {
    WorkerServer.serve(Path.of(arguments[0]), CommandWorker::run);
  }

  private static List<String> run(List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    int exitCode = 0;
    if (words.equals(List.of(LOGIN))) {
      out.write(login());
    } else {
      String[] array = words.toArray(new String[0]);
      exitCode =
          Quarterdeck.commandLineFor(array)
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(error))
              .execute(array);
    }
    return List.of(Integer.toString(exitCode), out.toString(), error.toString());
  }

  private static String login() {
    return Stacks.open(new StackChoice.Named("local"), Progress.silent()).postgres().login().text();
  }
}

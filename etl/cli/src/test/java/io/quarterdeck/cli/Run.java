package io.quarterdeck.cli;

import io.quarterdeck.testkit.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A command that ran in this JVM through the same entry point as from the shell.
 *
 * @param exitCode the exit code
 * @param out the result that it printed
 * @param error the error that it printed
 */
public record Run(int exitCode, String out, String error) {
  /** Runs a command against a server. */
  public static Run on(TestPostgres server, Object... arguments) {
    Stream<String> words = Arrays.stream(arguments).map(Object::toString);
    return of(
        Stream.concat(words, Stream.of("--jdbc-url", server.jdbcUrl(), "--user", "postgres"))
            .toArray(String[]::new));
  }

  public static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    CommandLine commandLine = Quarterdeck.commandLine();
    int exitCode =
        commandLine
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(error, true))
            .execute(arguments);
    return new Run(exitCode, out.toString(), error.toString().strip());
  }
}

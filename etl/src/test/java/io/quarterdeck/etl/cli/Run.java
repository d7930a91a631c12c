package io.quarterdeck.etl.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command that ran in this JVM through the same entry point as from the shell.
 *
 * @param exitCode the exit code
 * @param out the result that it printed
 * @param error the error that it printed
 */
public record Run(int exitCode, String out, String error) {
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

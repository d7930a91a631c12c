package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.ToolVersion;
import io.quarterdeck.etl.generate.GenerateCommand;
import io.quarterdeck.etl.review.PipelineCommand;
import java.io.PrintWriter;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The command line. Commands of other modules join through {@link CommandProvider}. */
@Command(
    name = "quarterdeck",
    mixinStandardHelpOptions = true,
    versionProvider = Quarterdeck.Version.class,
    description = "Stands up a data platform on Azure, or on this machine, and puts it to work.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = "%nStart with: ./quarterdeck bootstrap",
    subcommands = {
      BootstrapCommand.class,
      LoadCommand.class,
      CheckCommand.class,
      LoadsCommand.class,
      RollbackCommand.class,
      ExportCommand.class,
      RegisterCommand.class,
      UnregisterCommand.class,
      RunCommand.class,
      RunsCommand.class,
      CancelCommand.class,
      BackfillCommand.class,
      DoctorCommand.class,
      RotatePasswordCommand.class,
      RestoreExportCommand.class,
      UpgradeCheckCommand.class,
      GenerateCommand.class,
      PipelineCommand.class
    })
public final class Quarterdeck {
  static final int FAILED = 1;
  private static final int BROKEN = 70;

  /** Runs one command; the exit code is 0 when it did all that it was asked. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with all commands on the class path. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Quarterdeck());
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      commandLine.addSubcommand(provider.command());
    }
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Quarterdeck::explain);
  }

  /** The one place where failures become messages and exit codes. */
  private static int explain(Exception thrown, CommandLine command, ParseResult arguments) {
    PrintWriter error = command.getErr();
    if (thrown instanceof Failure) {
      error.println(command.getColorScheme().errorText(thrown.getMessage()));
      return FAILED;
    }
    error.println(
        "Cannot go on: a defect in Quarterdeck; expected none. Report it with what follows.");
    thrown.printStackTrace(error);
    return BROKEN;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "quarterdeck " + ToolVersion.current(), "revision " + ToolVersion.revision()
      };
    }
  }
}

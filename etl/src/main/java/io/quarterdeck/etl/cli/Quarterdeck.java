package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.ToolVersion;
import io.quarterdeck.etl.generate.GenerateCommand;
import io.quarterdeck.etl.review.PipelineCommand;
import io.quarterdeck.etl.terminal.ErrorMessage;
import io.quarterdeck.etl.terminal.Output;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line. Commands of other modules join through {@link CommandProvider}. */
@Command(
    name = "quarterdeck",
    mixinStandardHelpOptions = true,
    versionProvider = Quarterdeck.Version.class,
    description = "Stands up a data platform on Azure, or on this machine, and puts it to work.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = "%nStart with: ./quarterdeck bootstrap")
public final class Quarterdeck {
  static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int BROKEN = 70;
  private static final List<Class<?>> COMMANDS =
      List.of(
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
          PipelineCommand.class);

  /** Runs one command; the exit code is 0 when it did all that it was asked. */
  public static void main(String[] arguments) {
    System.exit(commandLineFor(arguments).execute(arguments));
  }

  /** The command line for these words: what they do not name is listed, and not looked into. */
  public static CommandLine commandLineFor(String... words) {
    return commandLine(List.of(words)::contains);
  }

  /** The command line with all commands on the class path. */
  public static CommandLine commandLine() {
    return commandLine(name -> true);
  }

  /**
   * The command line with all names, of which only those that may be called are looked into: that
   * is most of what a command's start takes.
   *
   * @param called whether the command of this name may be called
   */
  static CommandLine commandLine(Predicate<String> called) {
    CommandLine commandLine = new CommandLine(new Quarterdeck());
    // Before the commands, which inherit its options.
    commandLine.addMixin(Output.NAME, new Output());
    COMMANDS.forEach(type -> add(commandLine, type, type, called));
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      Object command = provider.command();
      add(commandLine, command.getClass(), command, called);
    }
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Quarterdeck::execute)
        .setParameterExceptionHandler(Quarterdeck::refuse)
        .setExecutionExceptionHandler(Quarterdeck::explain);
  }

  private static void add(
      CommandLine parent, Class<?> type, Object command, Predicate<String> called) {
    Command says = type.getAnnotation(Command.class);
    if (called.test(says.name())) {
      parent.addSubcommand(command);
    } else {
      CommandSpec listed = CommandSpec.create().name(says.name());
      listed.usageMessage().description(says.description());
      parent.addSubcommand(says.name(), listed);
    }
  }

  private static int execute(ParseResult arguments) {
    Output output = Output.of(arguments.commandSpec());
    output.setColors();
    Integer helped = CommandLine.executeHelpRequest(arguments);
    if (helped != null) {
      return helped;
    }
    output.begin();
    int exitCode = new RunLast().execute(arguments);
    output.end();
    return exitCode;
  }

  /** The one place where wrong words become a message: the error, and how to get help. */
  private static int refuse(ParameterException thrown, String[] arguments) {
    CommandSpec command = thrown.getCommandLine().getCommandSpec();
    Output.of(command)
        .error(
            new ErrorMessage(
                ErrorMessage.Code.USAGE,
                UsageError.text(thrown, List.of(arguments)),
                Optional.empty()),
            List.of(arguments),
            List.of("Run ./" + command.qualifiedName() + " --help for help."));
    return WRONG_USAGE;
  }

  /** The one place where failures become messages and exit codes. */
  private static int explain(Exception thrown, CommandLine command, ParseResult arguments) {
    Output output = Output.of(command.getCommandSpec());
    if (thrown instanceof Failure failure) {
      // The message comes last, where people look first.
      if (output.showsCauses() && failure.getCause() != null) {
        failure.getCause().printStackTrace(command.getErr());
      }
      output.error(ErrorMessage.of(failure), List.of(), List.of());
      return FAILED;
    }
    output.error(
        new ErrorMessage(
            ErrorMessage.Code.DEFECT,
            "Cannot go on: a defect in Quarterdeck; expected none. Report it with what follows: "
                + thrown,
            Optional.empty()),
        List.of(),
        List.of());
    thrown.printStackTrace(command.getErr());
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

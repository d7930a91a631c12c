package io.quarterdeck.cli;

import io.quarterdeck.cli.bootstrap.BootstrapCommand;
import io.quarterdeck.cli.ci.CiCommand;
import io.quarterdeck.cli.doctor.DoctorCommand;
import io.quarterdeck.cli.export.ExportCommand;
import io.quarterdeck.cli.export.RestoreExportCommand;
import io.quarterdeck.cli.generate.GenerateCommand;
import io.quarterdeck.cli.help.CommandGroup;
import io.quarterdeck.cli.help.CommandListing;
import io.quarterdeck.cli.job.BackfillCommand;
import io.quarterdeck.cli.job.CancelCommand;
import io.quarterdeck.cli.job.RegisterCommand;
import io.quarterdeck.cli.job.RunCommand;
import io.quarterdeck.cli.job.RunsCommand;
import io.quarterdeck.cli.job.SetupWorkspaceCommand;
import io.quarterdeck.cli.job.UnregisterCommand;
import io.quarterdeck.cli.lakehouse.ModelCommand;
import io.quarterdeck.cli.lakehouse.QuarantineCommand;
import io.quarterdeck.cli.lakehouse.ReplayCommand;
import io.quarterdeck.cli.load.CheckCommand;
import io.quarterdeck.cli.load.LoadCommand;
import io.quarterdeck.cli.load.LoadRejectsCommand;
import io.quarterdeck.cli.load.LoadsCommand;
import io.quarterdeck.cli.newdataset.NewDatasetCommand;
import io.quarterdeck.cli.observation.CommandObservation;
import io.quarterdeck.cli.options.UsageError;
import io.quarterdeck.cli.report.ReportCommand;
import io.quarterdeck.cli.rollback.RollbackCommand;
import io.quarterdeck.cli.rotation.RotatePasswordCommand;
import io.quarterdeck.cli.server.PrepareServerCommand;
import io.quarterdeck.cli.terminal.ErrorMessage;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.upgrade.UpgradeCheckCommand;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.ToolVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line. Other modules add commands through {@link CommandProvider}. */
@Command(
    name = "quarterdeck",
    mixinStandardHelpOptions = true,
    versionProvider = Quarterdeck.Version.class,
    description =
        "Creates a data platform on Azure or on this machine, and loads and exports data.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "",
    footer = "%nHelp of a command, with its options and examples: ./quarterdeck COMMAND --help")
public final class Quarterdeck {
  private static final Map<CommandGroup, List<Class<?>>> COMMANDS =
      Map.of(
          CommandGroup.LOAD,
          List.of(
              BootstrapCommand.class,
              NewDatasetCommand.class,
              CheckCommand.class,
              LoadCommand.class,
              LoadRejectsCommand.class,
              LoadsCommand.class,
              RollbackCommand.class),
          CommandGroup.JOB,
          List.of(
              SetupWorkspaceCommand.class,
              RegisterCommand.class,
              UnregisterCommand.class,
              RunCommand.class,
              RunsCommand.class,
              CancelCommand.class,
              BackfillCommand.class,
              ExportCommand.class,
              RestoreExportCommand.class,
              QuarantineCommand.class,
              ReplayCommand.class,
              ModelCommand.class,
              ReportCommand.class),
          CommandGroup.OPERATE,
          List.of(
              DoctorCommand.class,
              PrepareServerCommand.class,
              RotatePasswordCommand.class,
              UpgradeCheckCommand.class,
              CiCommand.class),
          CommandGroup.LOCAL,
          List.of(GenerateCommand.class, CompletionCommand.class));

  /** Runs a command. The exit code is 0 if the command succeeded. */
  public static void main(String[] arguments) {
    System.exit(commandLineFor(arguments).execute(arguments));
  }

  /**
   * Returns the command line for these arguments. Commands that they do not name are listed, but
   * their classes are not analyzed.
   */
  public static CommandLine commandLineFor(String... words) {
    return commandLine(List.of(words)::contains);
  }

  /** Returns the command line with all commands on the class path. */
  public static CommandLine commandLine() {
    return commandLine(name -> true);
  }

  /**
   * Returns the command line with all command names. Only the classes of commands that may be
   * called are analyzed, because this takes most of the start-up time.
   *
   * @param called returns whether the command with this name may be called
   */
  static CommandLine commandLine(Predicate<String> called) {
    CommandLine commandLine = new CommandLine(new Quarterdeck());
    // Add the mixin before the commands, because they inherit its options.
    commandLine.addMixin(Output.NAME, new Output());
    Map<CommandGroup, List<String>> groups = new EnumMap<>(CommandGroup.class);
    List<CommandProvider> providers =
        ServiceLoader.load(CommandProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    for (CommandGroup group : CommandGroup.values()) {
      List<String> names = groups.computeIfAbsent(group, key -> new ArrayList<>());
      COMMANDS.get(group).forEach(type -> names.add(add(commandLine, type, type, called)));
      for (CommandProvider provider : providers) {
        if (provider.group() == group) {
          Object command = provider.command();
          names.add(add(commandLine, command.getClass(), command, called));
        }
      }
    }
    UsageMessageSpec help = commandLine.getCommandSpec().usageMessage();
    new CommandListing(groups).addTo(help);
    help.exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.meanings());
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Quarterdeck::execute)
        .setParameterExceptionHandler(Quarterdeck::refuse)
        .setExecutionExceptionHandler(Quarterdeck::explain);
  }

  /** Adds a command and returns its name. */
  private static String add(
      CommandLine parent, Class<?> type, Object command, Predicate<String> called) {
    Command says = type.getAnnotation(Command.class);
    if (called.test(says.name())) {
      parent.addSubcommand(command);
    } else {
      CommandSpec listed = CommandSpec.create().name(says.name());
      listed.usageMessage().description(says.description());
      parent.addSubcommand(says.name(), listed);
    }
    return says.name();
  }

  private static int execute(ParseResult arguments) {
    Output output = Output.of(arguments.commandSpec());
    output.setColors();
    Integer helped = CommandLine.executeHelpRequest(arguments);
    if (helped != null) {
      return helped;
    }
    List<CommandLine> called = arguments.asCommandLineList();
    CommandLine last = called.get(called.size() - 1);
    try {
      output.begin(last.getParseResult());
    } catch (Failure e) {
      // picocli passes only the exceptions of the command itself to the handler.
      return explain(e, last, arguments);
    }
    int exitCode = new RunLast().execute(arguments);
    output.end();
    return ended(exitCode);
  }

  /** Tells the observers that the command has ended. All commands end here. */
  private static int ended(int exitCode) {
    CommandObservation.current().ended(exitCode);
    return exitCode;
  }

  /** Prints a usage error and how to get help. All usage errors pass through this method. */
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
    return ended(ExitCode.of(thrown).code());
  }

  /** Prints a failure and returns its exit code. All failures pass through this method. */
  private static int explain(Exception thrown, CommandLine command, ParseResult arguments) {
    Output output = Output.of(command.getCommandSpec());
    if (thrown instanceof Failure failure) {
      // Print the message last, where it is easiest to see.
      if (output.showsCauses() && failure.getCause() != null) {
        failure.getCause().printStackTrace(command.getErr());
      }
      output.error(ErrorMessage.of(failure), List.of(), List.of());
      return ended(ExitCode.of(thrown).code());
    }
    output.error(
        new ErrorMessage(
            ErrorMessage.Code.DEFECT,
            "Cannot continue: a defect in Quarterdeck; expected none. Report it with the following"
                + " output: "
                + thrown,
            Optional.empty()),
        List.of(),
        List.of());
    thrown.printStackTrace(command.getErr());
    return ended(ExitCode.of(thrown).code());
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

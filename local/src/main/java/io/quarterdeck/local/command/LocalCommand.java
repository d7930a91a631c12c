package io.quarterdeck.local.command;

import io.quarterdeck.cli.CommandProvider;
import io.quarterdeck.cli.help.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of the local stack. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = "Starts and stops the local stack, which emulates Azure on this machine.",
    subcommands = {
      StartCommand.class,
      StopCommand.class,
      StatusCommand.class,
      RepairCommand.class,
      ResetCommand.class,
      EnvCommand.class
    })
public final class LocalCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(),
        "Missing command; expected start, stop, status, repair, reset or env");
  }

  /** Adds the command to the command line. */
  public static final class Provider implements CommandProvider {
    @Override
    public Object command() {
      return new LocalCommand();
    }

    @Override
    public CommandGroup group() {
      return CommandGroup.LOCAL;
    }
  }
}

package io.quarterdeck.local.command;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.LocalOrigin;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.network.ClientOrigin;
import io.quarterdeck.local.platform.AzureCliShell;
import io.quarterdeck.local.platform.LocalPlatform;
import io.quarterdeck.local.platform.ShellWord;
import io.quarterdeck.local.signin.LocalSignIn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the environment variables with which Pulumi's CLI and Azure's libraries use the stack. */
@Command(
    name = "env",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the components that are not running, and prints the environment variables for"
          + " Pulumi's CLI",
      "and for the sign-in of Azure's libraries:",
      "eval \"$(./quarterdeck local env)\"",
      "pulumi stack select --create local && pulumi up --stack local"
    })
final class EnvCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--from",
      paramLabel = "NETWORK",
      description = {
        "Prints one more variable, which selects the network from which doctor connects to the"
            + " local stack:",
        "agents, vpn, peered:CIDR, internet or internet:ADDRESS. Without it, doctor reaches every"
            + " service on loopback."
      })
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      defaultValue = LocalTenant.OWNER,
      description = {
        "The principal that the shell signs in as: owner, operator, stranger, preview, deploy,"
            + " data,",
        "or the name of a managed identity (default: ${DEFAULT-VALUE})."
      })
  private String principal;

  @Option(
      names = "--az",
      description = {
        "Also prints the variables and the commands with which the Azure CLI uses the local stack,",
        "signed in as the same principal. Needs the Azure CLI."
      })
  private boolean azureCli;

  @Override
  public Integer call() throws IOException {
    Folders folders = Folders.current();
    LocalPlatform platform = new LocalPlatform(folders);
    if (platform.isWithoutPulumi()) {
      throw new Failure(
          "Cannot use Pulumi's CLI on the local stack: its platform was created without the CLI, by"
              + " a command such as bootstrap; expected a platform that the CLI created. Run"
              + " ./quarterdeck local reset, which deletes the local stack's data, then run this"
              + " again.");
    }
    if (platform.isEncryptedForAnother()) {
      throw new Failure(
          "Cannot use Pulumi's CLI on the local stack: Pulumi.local.yaml is encrypted for a local"
              + " stack that was deleted, for example by a reset; expected the original file. Run"
              + " git checkout Pulumi.local.yaml, then run this again.");
    }
    Optional<ClientOrigin> origin = from.map(ClientOrigin::parse);
    EmulatorSettings emulators = started(folders);
    SortedMap<String, String> variables = platform.access(principal);
    List<String> others = LocalSignIn.others(variables);
    List<String> commands = azureCli ? prepareAzureCli(platform, variables) : List.of();
    variables.putAll(platform.backend().environment(emulators.token()));
    origin.ifPresent(selected -> variables.put(ClientOrigin.VARIABLE, selected.text()));
    origin
        .filter(selected -> azureCli)
        .ifPresent(
            selected ->
                variables.put("AZURE_HTTP_USER_AGENT", LocalOrigin.product(selected.text())));
    JsonObject json = new JsonObject();
    variables.forEach(json::with);
    Output.of(command)
        .result(
            out -> {
              out.println("unset " + String.join(" ", others));
              variables.forEach(
                  (name, value) -> out.println("export " + name + "=" + ShellWord.quoted(value)));
              commands.forEach(out::println);
            },
            json::text);
    return 0;
  }

  /** Adds the variables of the Azure CLI and returns its commands. */
  private List<String> prepareAzureCli(LocalPlatform platform, SortedMap<String, String> variables)
      throws IOException {
    AzureCliShell shell = platform.azureCli(principal, variables);
    variables.putAll(shell.variables());
    return shell.commands();
  }

  private EmulatorSettings started(Folders folders) {
    LocalStack stack = new LocalStack(folders);
    try (StepProgress progress = Output.of(command).step("local stack")) {
      stack.start(LocalStack.RequestedPorts.NONE, progress);
    }
    return stack.emulators().orElseThrow();
  }
}

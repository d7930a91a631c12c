package io.quarterdeck.cli;

import io.quarterdeck.cli.completion.CompletionShell;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints a completion script for a shell. It is in this package because the script describes all
 * commands.
 */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script with which a shell completes commands, options and values.",
      "bash and zsh: source it in ~/.bashrc or ~/.zshrc. fish: save it in the folder of"
          + " completions."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck completion bash >~/.quarterdeck.bash",
      "  ./quarterdeck completion zsh >~/.quarterdeck.zsh",
      "  ./quarterdeck completion fish >~/.config/fish/completions/quarterdeck.fish"
    })
public final class CompletionCommand implements Runnable {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  private CompletionShell shell;

  @Override
  public void run() {
    // The running command line has only the commands that its arguments name.
    String script = shell.script(Quarterdeck.commandLine());
    Output.of(command)
        .result(out -> out.print(script), () -> new JsonObject().with("script", script).text());
  }
}

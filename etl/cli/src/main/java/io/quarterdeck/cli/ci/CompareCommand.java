package io.quarterdeck.cli.ci;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code pipeline compare}: compares a new preview with the approved one. Pulumi's {@code --plan}
 * does not work for new resources: with the Java SDK, a resource that depends on an unknown value
 * has other dependencies in the preview than in the update, so the update stops halfway.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Fails if a preview differs from the approved one.")
final class CompareCommand implements Runnable {
  @Spec private CommandSpec command;

  @Option(names = "--stack", required = true, description = "The stack of both previews.")
  private String stack;

  @Parameters(index = "0", paramLabel = "APPROVED", description = "The preview that was approved.")
  private Path approved;

  @Parameters(index = "1", paramLabel = "NOW", description = "The current preview.")
  private Path now;

  @Override
  public void run() {
    List<String> before = steps(approved);
    List<String> after = steps(now);
    List<String> added = after.stream().filter(step -> !before.contains(step)).toList();
    List<String> gone = before.stream().filter(step -> !after.contains(step)).toList();
    if (!added.isEmpty() || !gone.isEmpty()) {
      throw Failure.of(
          "Cannot deploy %s: found unapproved changes (%s) or missing changes (%s); "
              + "expected exactly the approved changes. Run the pipeline again, and "
              + "approve the changes that it shows.",
          stack, listed(added), listed(gone));
    }
    Output.of(command)
        .result(
            out -> out.printf("%d changes, as they were approved%n", before.size()),
            new JsonObject().with("stack", stack).with("changes", before)::text);
  }

  private static String listed(List<String> steps) {
    return steps.isEmpty() ? "nothing" : String.join("; ", steps);
  }

  private List<String> steps(Path file) {
    return PreviewFile.read(stack, file).changing().stream()
        .map(CompareCommand::text)
        .sorted()
        .toList();
  }

  private static String text(Step step) {
    String changes =
        step.changes().isEmpty()
            ? ""
            : " " + String.join(", ", step.changes().stream().map(PropertyChange::text).toList());
    return step.operation().verb() + " " + step.name() + " (" + step.shortType() + ")" + changes;
  }
}

package io.quarterdeck.cli.ci;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code pipeline review}: reports what previews would do, and refuses previews that would delete
 * data.
 */
@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    description = "Reports what Pulumi previews would do, and fails if one would delete data.")
final class ReviewCommand implements Runnable {
  @Spec private CommandSpec command;
  @Mixin private StackFileOption stacks;

  @Option(names = "--only-report", description = "Do not fail; only report problems.")
  private boolean onlyReport;

  @Override
  public void run() {
    List<Preview> previews = stacks.previews();
    String report = ReviewText.of(previews);
    Output.of(command)
        .result(
            out -> out.print(report),
            new JsonObject()
                    .with("stacks", previews.stream().map(Preview::stack).toList())
                    .with("report", report)
                ::text);
    if (!onlyReport) {
      previews.forEach(ReviewCommand::check);
    }
  }

  private static void check(Preview preview) {
    if (!preview.errors().isEmpty()) {
      throw Failure.of(
          "Cannot accept the preview of %s: found %s; expected a preview without "
              + "errors. Fix the reported error.",
          preview.stack(), preview.errors().get(0));
    }
    List<Refusal> refusals = Refusal.of(preview);
    if (!refusals.isEmpty()) {
      throw Failure.of(
          "Cannot accept the preview of %s: it %s; expected no replacement or "
              + "deletion of resources with data. If this is intended, %s.",
          preview.stack(),
          refusals.stream().map(Refusal::text).collect(Collectors.joining("; it ")),
          Refusal.advice(refusals));
    }
  }
}

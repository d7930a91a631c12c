package io.quarterdeck.cli.ci;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ci review}: reports what previews and changes of datasets would do. Refuses previews that
 * would delete data, and changes of datasets that break their writers or readers.
 */
@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    description = {
      "Reports what Pulumi previews would do, and fails if one would delete data.",
      "With --datasets-before, compares the dataset files with those of the main branch, and fails"
          + " if a change breaks programs that write or read the data."
    })
final class ReviewCommand implements Runnable {
  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "STACK=FILE",
      description = "A stack, and the file with Pulumi's JSON output for it.")
  private Map<String, Path> files = new LinkedHashMap<>();

  @Option(
      names = "--datasets-before",
      paramLabel = "FOLDER",
      description = "The dataset files of the main branch.")
  private Optional<Path> datasetsBefore;

  @Option(
      names = "--datasets",
      paramLabel = "FOLDER",
      defaultValue = "streaming/datasets",
      description = "The dataset files to review (default: ${DEFAULT-VALUE}).")
  private Path datasets;

  @Option(names = "--only-report", description = "Do not fail; only report problems.")
  private boolean onlyReport;

  @Override
  public void run() {
    if (files.isEmpty() && datasetsBefore.isEmpty()) {
      throw Failure.of(
          "Cannot review: found neither a preview nor --datasets-before; expected one of them. Name"
              + " a stack and its preview, as in dev=preview.json, or the folder with the dataset"
              + " files of the main branch.");
    }
    List<Preview> previews = StackFileOption.previews(files);
    Optional<DatasetReview> review =
        datasetsBefore.map(before -> DatasetReview.of(before, datasets));
    String report =
        Stream.concat(
                files.isEmpty() ? Stream.empty() : Stream.of(ReviewText.of(previews)),
                review.stream().map(DatasetReview::report))
            .collect(Collectors.joining("\n"));
    Output.of(command)
        .result(
            out -> out.print(report),
            new JsonObject()
                    .with("stacks", previews.stream().map(Preview::stack).toList())
                    .with("report", report)
                ::text);
    if (!onlyReport) {
      previews.forEach(ReviewCommand::check);
      review.ifPresent(DatasetReview::check);
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

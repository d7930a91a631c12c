package io.quarterdeck.e2e.runbooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lines of the quickstart and of the tutorials, and those that a test does not run. */
final class Tutorials {
  static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

  private static final List<Treatment> TREATMENTS =
      List.of(
          // The page explains why this check fails.
          new Treatment.Ends(
              Pattern.compile("own-csv"), Pattern.compile("check late\\.csv"), List.of(1)));

  /** The lines of the tutorial on Azure that are not on docs/azure.md, each with the reason. */
  private static final List<String> ONLY_IN_THE_TUTORIAL =
      List.of(
          // SettingsIT changes these settings.
          "pulumi config set quarterdeck:accessMode public --stack dev",
          "pulumi config set --path 'quarterdeck:allowedCidrs[0]' YOUR.NET.WORK.0/24 --stack dev",
          // AzurePagesIT runs doctor as a preparation, and PipelineRunIT runs bootstrap --stack
          // dev.
          "./quarterdeck doctor --stack dev",
          "./quarterdeck bootstrap --stack dev",
          // StackCycleIT destroys a stack.
          "pulumi destroy --stack dev");

  private Tutorials() {}

  /** Returns the lines of the pages that run on the local stack, in their order. */
  static Walk walk() throws IOException {
    Walk walk = new Walk(TREATMENTS);
    for (Path page : local()) {
      walk.page(PageLine.ofFences(page));
    }
    return walk;
  }

  /** Returns the pages whose commands all run on the local stack. */
  static List<Path> local() {
    return Stream.of("quickstart", "tutorials/own-csv", "tutorials/model", "tutorials/stream")
        .map(page -> DOCS.resolve(page + ".md"))
        .toList();
  }

  /** Returns the lines of the tutorial on Azure. */
  static List<String> azure() throws IOException {
    return texts(DOCS.resolve("tutorials/first-environment.md"));
  }

  /** Returns the lines that another test runs, or that are listed here with the reason. */
  static List<String> known() throws IOException {
    return Stream.concat(texts(DOCS.resolve("azure.md")).stream(), ONLY_IN_THE_TUTORIAL.stream())
        .toList();
  }

  private static List<String> texts(Path page) throws IOException {
    return PageLine.ofSections(page).stream().map(PageLine::text).toList();
  }
}

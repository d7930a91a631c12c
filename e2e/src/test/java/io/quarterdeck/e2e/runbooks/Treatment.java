package io.quarterdeck.e2e.runbooks;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines of the pages that are not run as they are written: what stands for a word of theirs, or why
 * they are not run here.
 *
 * @param pages the names of the pages that it is for
 * @param line what the line contains
 */
sealed interface Treatment {
  Pattern pages();

  Pattern line();

  /** Whether it is for this line. */
  default boolean isFor(PageLine given) {
    return pages().matcher(given.page()).matches() && line().matcher(given.text()).find();
  }

  /** The line is not run. */
  record Skipped(Pattern pages, Pattern line, String reason) implements Treatment {}

  /** The match is replaced. */
  record Replaced(Pattern pages, Pattern line, String by) implements Treatment {}

  /** The line may end with other exit codes than 0, which the page names. */
  record Ends(Pattern pages, Pattern line, List<Integer> exitCodes) implements Treatment {}

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex);
  }

  private static Treatment skipped(String pages, String line, String reason) {
    return new Skipped(pattern(pages), pattern(line), reason);
  }

  private static Treatment replaced(String pages, String line, String by) {
    return new Replaced(pattern(pages), pattern(line), by);
  }

  String PIPELINE = "needs a pipeline's environment; PipelineRunIT runs the scripts on the stand-ins";
  String SERVER = "needs a server that Azure restored";

  /** All of them. */
  List<Treatment> ALL =
      List.of(
          skipped(".*", "^az ", "needs Azure"),
          skipped(".*", "^select ", "SQL for a session of the database"),
          skipped(".*", "^pipelines/scripts/", PIPELINE),
          skipped("deployment-rollback", "^export QUARTERDECK_RELEASE=", PIPELINE),
          skipped("provider-upgrade", "^\\./mvnw ", "the build, which this test is a part of"),
          skipped("restore", "^(psql|pg_dump|\\{ echo)", SERVER),
          skipped("killed-up", "^pulumi import ", "needs a killed up; CycleIT runs it after one"),
          skipped("new-region", "--stack devne (--for|--file)", "needs the region's own servers"),
          skipped("new-dataset", "^(\\w+:|- \\{)", "the content of a file, which is written before"),
          replaced("new-region", " --secrets-provider '[^']*'", ""),
          replaced("new-region", "SUBSCRIPTION", "00000000-0000-4000-8000-000000000001"),
          replaced("load-rollback", "load FILE", "load corrected.csv"),
          replaced("rejects", "\\.quarterdeck/rejects/FILE", "\"\\$rejects\""),
          replaced("restore", "--run ID", "--run \"\\$run\""),
          replaced(".*", "--stack NAME", "--stack local"),
          // Without a terminal Pulumi cannot ask.
          replaced(".*", "^pulumi (up|destroy)(?!.*(--yes|--preview-only))", "$0 --yes"),
          new Ends(pattern("upgrade"), pattern("upgrade-check"), List.of(0, 3)));
}

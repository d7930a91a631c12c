package io.quarterdeck.cli.ci;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pipeline comment}: writes the review into one comment of the pull request. */
@Command(
    name = "comment",
    mixinStandardHelpOptions = true,
    description = "Writes a review into one comment of the pull request, or updates it.")
final class CommentCommand implements Runnable {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "The output of pipeline review.")
  private Path file;

  @Override
  public void run() {
    PullRequest pullRequest = PullRequest.of(System.getenv());
    boolean updated = new PullRequestThreads(pullRequest).write(text());
    Output.of(command)
        .result(
            out ->
                out.printf(
                    "%s the comment on pull request %s%n",
                    updated ? "Updated" : "Wrote", pullRequest.number()),
            new JsonObject().with("pullRequest", pullRequest.number()).with("updated", updated)
                ::text);
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.causedBy(
          e, "Cannot read %s: %s; expected the text of a review. Run ci/scripts/comment.", file, e);
    }
  }
}

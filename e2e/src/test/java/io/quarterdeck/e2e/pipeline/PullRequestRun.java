package io.quarterdeck.e2e.pipeline;

import io.quarterdeck.testkit.PullRequestServer;
import java.util.Map;

/** A pipeline run for a pull request of a {@link PullRequestServer}. */
final class PullRequestRun {
  static final String TOKEN = "the-token-of-a-run";

  static final String THREADS =
      "/organization/project/_apis/git/repositories/repository/pullRequests/7/threads";

  private PullRequestRun() {}

  /** Returns the variables of the run. */
  static Map<String, String> variables(PullRequestServer server) {
    return Map.of(
        "Build.Reason",
        "PullRequest",
        "Build.SourceBranch",
        "refs/pull/7/merge",
        "Build.Repository.ID",
        "repository",
        "System.CollectionUri",
        server.url() + "/organization/",
        "System.TeamProject",
        "project",
        "System.PullRequest.PullRequestId",
        "7",
        Agent.TOKEN,
        TOKEN);
  }
}

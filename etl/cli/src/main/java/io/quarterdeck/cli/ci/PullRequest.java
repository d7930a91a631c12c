package io.quarterdeck.cli.ci;

import io.quarterdeck.loader.failure.Failure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pull request of a run in Azure Pipelines.
 *
 * @param threads the URL of its comment threads
 * @param number the number, for messages
 * @param token the run's token; never printed
 */
record PullRequest(URI threads, String number, String token) {
  private static final List<String> NEEDED =
      List.of(
          "SYSTEM_COLLECTIONURI",
          "SYSTEM_TEAMPROJECT",
          "BUILD_REPOSITORY_ID",
          "SYSTEM_PULLREQUEST_PULLREQUESTID",
          "SYSTEM_ACCESSTOKEN");

  /** Reads the variables that Azure Pipelines sets and the token that the step passes. */
  static PullRequest of(Map<String, String> environment) {
    List<String> missing = new ArrayList<>(NEEDED);
    missing.removeIf(name -> !environment.getOrDefault(name, "").isBlank());
    if (!missing.isEmpty()) {
      throw Failure.of(
          "Cannot comment: found no %s in the environment; expected a run of a pull "
              + "request in Azure Repos. Outside of such a run, read the output of "
              + "ci/scripts/comment.",
          String.join(", ", missing));
    }
    String collection = environment.get("SYSTEM_COLLECTIONURI");
    String number = environment.get("SYSTEM_PULLREQUEST_PULLREQUESTID");
    URI threads =
        URI.create(
            "%s%s%s/_apis/git/repositories/%s/pullRequests/%s/threads"
                .formatted(
                    collection,
                    collection.endsWith("/") ? "" : "/",
                    environment.get("SYSTEM_TEAMPROJECT").replace(" ", "%20"),
                    environment.get("BUILD_REPOSITORY_ID"),
                    number));
    return new PullRequest(threads, number, environment.get("SYSTEM_ACCESSTOKEN"));
  }
}

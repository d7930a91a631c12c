package io.quarterdeck.etl.review;

import io.quarterdeck.etl.Failure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pull request that a run of Azure Pipelines is about.
 *
 * @param threads the address of its threads of comments
 * @param number its number, for messages
 * @param token the run's own token; never printed
 */
record PullRequest(URI threads, String number, String token) {
  private static final List<String> NEEDED =
      List.of(
          "SYSTEM_COLLECTIONURI",
          "SYSTEM_TEAMPROJECT",
          "BUILD_REPOSITORY_ID",
          "SYSTEM_PULLREQUEST_PULLREQUESTID",
          "SYSTEM_ACCESSTOKEN");

  /** From the variables that Azure Pipelines sets, and the token that the step hands on. */
  static PullRequest of(Map<String, String> environment) {
    List<String> missing = new ArrayList<>(NEEDED);
    missing.removeIf(name -> !environment.getOrDefault(name, "").isBlank());
    if (!missing.isEmpty()) {
      throw new Failure(
          "Cannot comment: found no %s in the environment; expected a run of a pull request in Azure Repos. Without one, read the text that pipelines/scripts/comment prints."
              .formatted(String.join(", ", missing)));
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

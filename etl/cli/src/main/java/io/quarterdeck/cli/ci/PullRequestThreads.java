package io.quarterdeck.cli.ci;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Writes the review into a comment of a pull request in Azure Repos, with version 7.1 of the REST
 * API for threads. The first line identifies the comment, which is created once and then updated.
 */
final class PullRequestThreads {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ACTIVE = 1;
  private static final int TEXT = 1;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final PullRequest pullRequest;

  PullRequestThreads(PullRequest pullRequest) {
    this.pullRequest = pullRequest;
  }

  /** Creates or updates the comment. Returns true if it existed. */
  boolean write(String text) {
    for (Object thread : Json.list(request("GET", "", null), "value")) {
      Map<?, ?> candidate = (Map<?, ?>) thread;
      List<?> comments = Json.list(candidate, "comments");
      if (!comments.isEmpty() && isOurs((Map<?, ?>) comments.get(0))) {
        String place =
            "/%s/comments/%s"
                .formatted(
                    Json.text(candidate, "id"), Json.text((Map<?, ?>) comments.get(0), "id"));
        request("PATCH", place, comment(text));
        return true;
      }
    }
    request("POST", "", thread(text));
    return false;
  }

  private static boolean isOurs(Map<?, ?> comment) {
    return !Boolean.TRUE.equals(comment.get("isDeleted"))
        && Json.text(comment, "content").startsWith(ReviewText.MARK);
  }

  private static String thread(String text) {
    Map<?, ?> comment = Map.of("parentCommentId", 0, "commentType", TEXT, "content", text);
    return Json.write(Map.of("comments", List.of(comment), "status", ACTIVE));
  }

  private static String comment(String text) {
    return Json.write(Map.of("content", text));
  }

  private Map<?, ?> request(String method, String place, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(pullRequest.threads() + place + "?api-version=7.1"))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + pullRequest.token())
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw failure(method + " answered " + response.statusCode(), null);
      }
      return Json.read(response.body()) instanceof Map<?, ?> object ? object : Map.of();
    } catch (IOException e) {
      throw failure(e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("it was interrupted", e);
    }
  }

  private Failure failure(String found, Exception cause) {
    return Failure.causedBy(
        cause,
        "Cannot comment on the pull request %s: %s; expected 200. Give the build "
            + "service the right \"Contribute to pull requests\", see docs/pipeline.md.",
        pullRequest.number(),
        found);
  }
}

package io.quarterdeck.cli.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.testkit.PullRequestServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullRequestThreadsTest {
  private static final String PATH =
      "/company/Data%20Platform/_apis/git/repositories/repo-1/pullRequests/12/threads";

  private PullRequestServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new PullRequestServer(PATH, "the-token");
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void theFirstRunWritesACommentAndTheNextOneUpdatesIt() {
    server.addThread("Looks good to me");
    PullRequestThreads threads = new PullRequestThreads(PullRequest.of(environment("the-token")));

    assertThat(threads.write(ReviewText.MARK + "\nfirst")).isFalse();
    assertThat(threads.write(ReviewText.MARK + "\nsecond \"quoted\"")).isTrue();

    assertThat(server.comments())
        .containsExactly("Looks good to me", ReviewText.MARK + "\nsecond \"quoted\"");
  }

  @Test
  void aRefusedTokenSaysWhichRightIsMissingAndNotTheToken() {
    PullRequestThreads threads = new PullRequestThreads(PullRequest.of(environment("another")));

    assertThatThrownBy(() -> threads.write(ReviewText.MARK))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot comment on the pull request 12: GET answered 403; expected 200. Give the build"
                + " service the right \"Contribute to pull requests\", see docs/pipeline.md.");
  }

  @Test
  void outsideOfAPullRequestItSaysWhatIsMissing() {
    Map<String, String> environment = environment("the-token");
    environment.remove("SYSTEM_PULLREQUEST_PULLREQUESTID");
    environment.put("SYSTEM_ACCESSTOKEN", " ");

    assertThatThrownBy(() -> PullRequest.of(environment))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot comment: found no SYSTEM_PULLREQUEST_PULLREQUESTID, SYSTEM_ACCESSTOKEN in the"
                + " environment; expected a run of a pull request in Azure Repos. Outside of such a run, read the output of ci/scripts/comment.");
  }

  private Map<String, String> environment(String token) {
    return new HashMap<>(
        Map.of(
            "SYSTEM_COLLECTIONURI",
            server.url() + "/company/",
            "SYSTEM_TEAMPROJECT",
            "Data Platform",
            "BUILD_REPOSITORY_ID",
            "repo-1",
            "SYSTEM_PULLREQUEST_PULLREQUESTID",
            "12",
            "SYSTEM_ACCESSTOKEN",
            token));
  }
}

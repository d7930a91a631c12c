package io.quarterdeck.azure.databricks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.service.iam.MeRequest;
import io.quarterdeck.azure.databricks.workspace.NewWorkspace.Answer;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5));
  private static final String NO_WORKERS =
      "Current organization 7 does not have any associated worker environments";

  @Test
  void aWorkspaceThatRefusesAtFirstIsWaitedFor() throws IOException {
    try (NewWorkspace workspace =
        new NewWorkspace(
            Answer.error(503, "TEMPORARILY_UNAVAILABLE", "starting"),
            Answer.error(400, "INVALID_STATE", NO_WORKERS),
            NewWorkspace.READY)) {
      assertThat(await(workspace, Duration.ofMinutes(1))).isEqualTo("ada@example.com");
    }
  }

  @Test
  void whenTheTimeIsUpTheLastCauseIsSaid() throws IOException {
    try (NewWorkspace workspace =
        new NewWorkspace(Answer.error(400, "INVALID_STATE", NO_WORKERS))) {
      assertThatThrownBy(() -> await(workspace, Duration.ZERO))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot use the workspace "
                  + workspace.url()
                  + ": it was not ready after 0 s, and the last error was: "
                  + NO_WORKERS
                  + " (HTTP 400, INVALID_STATE); expected it to answer. A new workspace needs some minutes: run this again. If the workspace is not new, check that it can be reached from here (./quarterdeck doctor).");
    }
  }

  @Test
  void aTokenThatIsRefusedIsNotWaitedFor() throws IOException {
    try (NewWorkspace workspace =
        new NewWorkspace(Answer.error(401, "UNAUTHENTICATED", "token expired"))) {
      assertThatThrownBy(() -> await(workspace, Duration.ofMinutes(1)))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot sign in at "
                  + workspace.url()
                  + ": token expired (HTTP 401, UNAUTHENTICATED); expected a valid token. Sign in again (az login, or the pipeline's service connection), then run"
                  + " this again.");
      assertThat(workspace.tokens()).hasSize(1);
    }
  }

  @Test
  void aUserOfAnotherWorkspaceIsNotWaitedFor() throws IOException {
    try (NewWorkspace workspace =
        new NewWorkspace(Answer.error(403, "PERMISSION_DENIED", "Unauthorized access to Org: 7"))) {
      assertThatThrownBy(() -> await(workspace, Duration.ofMinutes(1)))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot sign in at "
                  + workspace.url()
                  + ": Unauthorized access to Org: 7 (HTTP 403, PERMISSION_DENIED); expected a member"
                  + " of the workspace. Who set the workspace up adds you with ./quarterdeck"
                  + " setup-workspace --registrar YOU; an administrator of the workspace can also add"
                  + " you at "
                  + workspace.url()
                  + "/settings/workspace/identity-and-access. If the workspace is private, run this"
                  + " from inside its network.");
      assertThat(workspace.tokens()).hasSize(1);
    }
  }

  @Test
  void aTokenThatIsRefusedWithStatus403IsNotWaitedFor() throws IOException {
    try (NewWorkspace workspace =
        new NewWorkspace(Answer.error(403, "403", "Invalid access token."))) {
      assertThatThrownBy(() -> await(workspace, Duration.ofMinutes(1)))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot sign in at "
                  + workspace.url()
                  + ": Invalid access token (HTTP 403, 403); expected a valid token. Sign in again"
                  + " (az login, or the pipeline's service connection), then run this again.");
      assertThat(workspace.tokens()).hasSize(1);
    }
  }

  @Test
  void aMissingRightIsNamedAndNotAskedForTwice() throws IOException {
    try (NewWorkspace workspace =
        new NewWorkspace(
            Answer.error(403, "PERMISSION_DENIED", "ada does not have Manage on the job"))) {
      Workspace opened = Workspace.at(new WorkspaceAddress(workspace.url(), () -> "token"));
      WorkspaceRetry retry =
          new WorkspaceRetry(opened, QUICK, Duration.ofMinutes(1), Progress.silent());
      assertThatThrownBy(
              () ->
                  retry.call(
                      "change the job shop", client -> client.currentUser().me(new MeRequest())))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot change the job shop at "
                  + workspace.url()
                  + ": ada does not have Manage on the job (HTTP 403, PERMISSION_DENIED); expected the"
                  + " right to change the job shop. Ask an administrator of the workspace, or the"
                  + " owner of the object that the message names, to grant it (docs/databricks.md"
                  + " lists the rights), then run this again.");
      assertThat(workspace.tokens()).hasSize(1);
    }
  }

  @Test
  void aBusyWorkspaceIsAskedAgainAfterTheTimeThatItNamesWithTheTokenOfThen() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (NewWorkspace workspace =
        new NewWorkspace(
            Answer.error(429, "REQUEST_LIMIT_EXCEEDED", "slower").retryAfter("1"),
            Answer.error(503, "TEMPORARILY_UNAVAILABLE", "one moment").retryAfter("1"),
            NewWorkspace.READY)) {
      WorkspaceAddress address =
          new WorkspaceAddress(workspace.url(), () -> "token" + asked.incrementAndGet());
      Workspace opened = Workspace.at(address);
      int before = asked.get();

      String name =
          opened.call(
              "ask who we are", client -> client.currentUser().me(new MeRequest()).getUserName());

      assertThat(name).isEqualTo("ada@example.com");
      assertThat(workspace.tokens())
          .containsExactly(
              "Bearer token" + (before + 1),
              "Bearer token" + (before + 2),
              "Bearer token" + (before + 3));
    }
  }

  private static String await(NewWorkspace workspace, Duration maximumWait) {
    return new Readiness(new WorkspaceAddress(workspace.url(), () -> "token"), QUICK)
        .await(maximumWait, Progress.silent());
  }
}

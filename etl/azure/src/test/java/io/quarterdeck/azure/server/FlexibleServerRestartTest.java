package io.quarterdeck.azure.server;

import static io.quarterdeck.testkit.AzureServer.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import io.quarterdeck.loader.retry.Timer;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.AzureServer.Answer;
import io.quarterdeck.testkit.Certificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts a server whose service returns the responses of each test. */
class FlexibleServerRestartTest {
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  private static final String RESTART =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourceGroups/rg/providers/Microsoft.DBforPostgreSQL/flexibleServers/psql/restart";
  private static final String OPERATION = "/operation";
  private static final String RESULT = "/result";

  @TempDir private static Path folder;

  private static Certificate certificate;

  private final List<Duration> waits = new ArrayList<>();
  private AzureServer azure;

  /** Records the waits instead of waiting. No other time passes. */
  private final class WaitsOnly implements Timer {
    @Override
    public long nanoTime() {
      return waits.stream().mapToLong(Duration::toNanos).sum();
    }

    @Override
    public void sleep(Duration time) {
      waits.add(time);
    }
  }

  @BeforeAll
  static void createCertificate() throws Exception {
    certificate = Certificate.in(folder);
  }

  @BeforeEach
  void startAzure() throws Exception {
    azure = new AzureServer(certificate);
  }

  @AfterEach
  void stopAzure() {
    azure.close();
  }

  @Test
  void isRepeatedWhileAnotherOperationChangesTheServer() throws Exception {
    answers(
        "POST",
        RESTART,
        Answer.json(409, error("ServerIsBusy", "Another operation runs.")),
        new Answer(200, Map.of(), ""));
    restart(Duration.ofMinutes(1));
    assertThat(azure.requests()).containsExactly("POST " + RESTART, "POST " + RESTART);
    assertThat(waits).containsExactly(seconds(1));
  }

  @Test
  void isReportedWithAzuresErrorIfTheServerStaysBusy() {
    answers("POST", RESTART, Answer.json(409, error("ServerIsBusy", "Another operation runs.")));
    assertThatThrownBy(() -> restart(Duration.ZERO))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot restart psql: ServerIsBusy: Another operation runs; expected Azure to accept"
                + " the restart. Fix the error that Azure reports, then run this again.");
  }

  /** The library sends each poll three times. It reports the last response as the end. */
  @Test
  void isFollowedAfterATemporaryErrorOfAPoll() throws Exception {
    accepted("Azure-AsyncOperation", azure.url() + OPERATION);
    Answer busy = Answer.json(503, error("ServiceUnavailable", "Later."));
    answers("GET", OPERATION, busy, busy, busy, Answer.json(200, "{\"status\": \"Succeeded\"}"));
    restart(Duration.ofMinutes(1));
    assertThat(azure.requests())
        .filteredOn(request -> request.startsWith("POST "))
        .as("the restart is not requested again")
        .hasSize(1);
  }

  @Test
  void isFollowedAtItsLocationWithoutAStatus() throws Exception {
    accepted("Location", azure.url() + RESULT);
    answers(
        "GET",
        RESULT,
        new Answer(202, Map.of("Retry-After", "0"), ""),
        new Answer(200, Map.of(), ""));
    restart(Duration.ofMinutes(1));
    assertThat(azure.requests()).hasSize(3);
  }

  @Test
  void thatDoesNotEndInTimeIsReported() {
    accepted("Azure-AsyncOperation", azure.url() + OPERATION);
    answers("GET", OPERATION, Answer.json(200, "{\"status\": \"InProgress\"}"));
    assertThatThrownBy(() -> restart(Duration.ofSeconds(10)))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot restart psql: Azure's operation has not ended after 10 s; expected it to end."
                + " Wait until ./quarterdeck doctor reports that the server is ready, then run"
                + " this again.");
    assertThat(waits).containsExactly(seconds(1), seconds(2), seconds(4), seconds(3));
  }

  @Test
  void isNotPolledBeforeTheTimeThatAzureRequests() throws Exception {
    azure.on(
        "POST",
        RESTART,
        request ->
            new Answer(
                202,
                Map.of("Azure-AsyncOperation", azure.url() + OPERATION, "Retry-After", "60"),
                ""));
    answers(
        "GET",
        OPERATION,
        new Answer(
            200,
            Map.of("Content-Type", "application/json", "Retry-After", "20"),
            "{\"status\": \"InProgress\"}"),
        Answer.json(200, "{\"status\": \"Succeeded\"}"));
    restart(Duration.ofMinutes(5));
    assertThat(waits).containsExactly(seconds(60), seconds(20));
  }

  @Test
  void thatIsCancelledIsAFailure() {
    accepted("Azure-AsyncOperation", azure.url() + OPERATION);
    answers("GET", OPERATION, Answer.json(200, "{\"status\": \"Canceled\"}"));
    assertThatThrownBy(() -> restart(Duration.ofMinutes(1)))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot restart psql: Azure's operation ended with the state Canceled; expected it to"
                + " succeed. See the server's activity log, then run this again.");
  }

  @Test
  void isNotFollowedToAnotherServer() throws Exception {
    try (AzureServer other = new AzureServer(certificate)) {
      accepted("Azure-AsyncOperation", other.url() + OPERATION);
      assertThatThrownBy(() -> restart(Duration.ofMinutes(1)))
          .isInstanceOf(Failure.class)
          .hasMessageStartingWith(
              "Cannot follow a link that Azure Resource Manager returned: it leads to ");
      assertThat(other.requests()).isEmpty();
    }
  }

  private void accepted(String header, String url) {
    azure.on("POST", RESTART, request -> new Answer(202, Map.of(header, url), ""));
  }

  /** Returns the answers in this order; the last one repeatedly. */
  private void answers(String method, String path, Answer... answers) {
    Deque<Answer> left = new ArrayDeque<>(List.of(answers));
    azure.on(method, path, request -> left.size() > 1 ? left.remove() : left.element());
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private void restart(Duration limit) throws Exception {
    ManagementClients clients =
        new ManagementClients(AccessVariables.read(azure.environment(folder, certificate)));
    FlexibleServer server = new FlexibleServer("rg", "psql", clients.postgres(SUBSCRIPTION));
    new FlexibleServerRestart(server, limit, Retry.with(Backoff.POLITE).timer(new WaitsOnly()))
        .run();
  }
}

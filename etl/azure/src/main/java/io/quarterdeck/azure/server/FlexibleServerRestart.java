package io.quarterdeck.azure.server;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.management.polling.PollResult;
import com.azure.core.management.polling.SyncPollerFactory;
import com.azure.core.management.serializer.SerializerFactory;
import com.azure.core.util.BinaryData;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Restarts a server and follows the operation with azure-core-management's poller. {@code
 * ServersClient.beginRestart} would create the same poller. This class creates it from the response
 * to the request, because it also needs the header {@code Retry-After} of that response, and a new
 * poller after a temporary error.
 *
 * @param server the server
 * @param limit the maximum time to wait
 * @param retry contains the waits between requests
 */
record FlexibleServerRestart(FlexibleServer server, Duration limit, Retry retry) {
  private static final int ACCEPTED = 202;

  /** The status while another operation changes the server. */
  private static final int CONFLICT = 409;

  /**
   * The statuses of responses that do not show the state of the operation. The library's poller
   * reports each of them as the end of the operation.
   */
  private static final Set<Integer> TEMPORARY = Set.of(408, 429, 500, 502, 503, 504);

  /** Not used: this class decides when to poll. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  /**
   * Sends the request. Sends it again while another operation changes the server. Then waits until
   * the operation ends.
   */
  void run() {
    Retry.Waits waits = retry.within(limit, Retry.Start.FIRST_ATTEMPT).waits();
    Response<BinaryData> response = accepted(waits);
    if (response.getStatusCode() == ACCEPTED) {
      follow(response, waits);
    }
  }

  private Response<BinaryData> accepted(Retry.Waits waits) {
    while (true) {
      try {
        return request();
      } catch (HttpResponseException e) {
        boolean isBusy = e.getResponse().getStatusCode() == CONFLICT;
        if (!isBusy || !paused(waits, retryAfter(e.getResponse().getHeaders()))) {
          throw refused(e);
        }
      }
    }
  }

  /** Without parameters, the server keeps its availability zone. */
  private Response<BinaryData> request() {
    return server
        .client()
        .getServers()
        .restartWithResponseAsync(server.resourceGroup(), server.name(), null)
        .flatMap(
            response ->
                BinaryData.fromFlux(response.getValue())
                    .<Response<BinaryData>>map(body -> new SimpleResponse<>(response, body)))
        .block();
  }

  private void follow(Response<BinaryData> accepted, Retry.Waits waits) {
    SyncPoller<PollResult<Void>, Void> poller = poller(accepted);
    Duration retryAfter = retryAfter(accepted.getHeaders());
    while (paused(waits, retryAfter)) {
      PollResponse<PollResult<Void>> poll = poller.poll();
      retryAfter = Optional.ofNullable(poll.getRetryAfter()).orElse(Duration.ZERO);
      if (LongRunningOperationStatus.SUCCESSFULLY_COMPLETED.equals(poll.getStatus())) {
        return;
      }
      if (poll.getStatus().isComplete()) {
        PollResult.Error error = poll.getValue().getError();
        if (error == null || !TEMPORARY.contains(error.getResponseStatusCode())) {
          throw failed(error);
        }
        poller = poller(accepted);
        retryAfter = retryAfter(error.getResponseHeaders());
      }
    }
    throw Failure.of(
        "Cannot restart %s: Azure's operation has not ended after %d s; expected it to end. Wait"
            + " until ./quarterdeck doctor reports that the server is ready, then run this again.",
        server.name(), limit.toSeconds());
  }

  private SyncPoller<PollResult<Void>, Void> poller(Response<BinaryData> accepted) {
    return SyncPollerFactory.create(
        SerializerFactory.createDefaultManagementSerializerAdapter(),
        server.client().getHttpPipeline(),
        Void.class,
        Void.class,
        POLL_INTERVAL,
        () -> accepted);
  }

  /** Waits until the next request. Returns false if the time limit is reached. */
  private static boolean paused(Retry.Waits waits, Duration atLeast) {
    Optional<Retry.Wait> wait = waits.next(Optional.empty(), atLeast);
    wait.ifPresent(waits::sleep);
    return wait.isPresent();
  }

  private static Duration retryAfter(HttpHeaders headers) {
    return Optional.ofNullable(headers.getValue(HttpHeaderName.RETRY_AFTER))
        .filter(seconds -> seconds.matches("\\d{1,5}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ZERO);
  }

  private Failure refused(HttpResponseException cause) {
    AzureError error = AzureError.of(cause);
    return Failure.causedBy(
        cause,
        "Cannot restart %s: %s; expected Azure to accept the restart. %s",
        server.name(),
        error.text(),
        error.status() == 403
            ? "Ask for the right Microsoft.DBforPostgreSQL/flexibleServers/restart/action on it"
                + " (the role Contributor has it), or ask someone who has it to run"
                + " ./quarterdeck prepare-server."
            : "Fix the error that Azure reports, then run this again.");
  }

  /**
   * Describes an operation that ended without success.
   *
   * @param error null for a cancelled operation: the library has no error for it
   */
  private Failure failed(PollResult.Error error) {
    String found =
        error == null
            ? "the state Canceled"
            : AzureError.of(
                    error.getResponseStatusCode(),
                    JsonFields.read(
                        Optional.ofNullable(error.getResponseBody())
                            .map(BinaryData::fromString)
                            .orElse(null)))
                .text();
    return Failure.of(
        "Cannot restart %s: Azure's operation ended with %s; expected it to succeed. See the"
            + " server's activity log, then run this again.",
        server.name(), found);
  }
}

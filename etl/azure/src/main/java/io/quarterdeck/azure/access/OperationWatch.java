package io.quarterdeck.azure.access;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.quarterdeck.azure.access.ArmOperation.State;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Starts an operation with POST and polls it to its end, as "Track asynchronous Azure operations"
 * on Microsoft Learn (/azure/azure-resource-manager/management/async-operations) describes. It
 * polls the URL in {@code Azure-AsyncOperation} or, if that header is missing, the URL in {@code
 * Location}.
 *
 * @param pipeline sends the requests with a token
 * @param endpoint the endpoint of Resource Manager; no other host gets the token
 * @param limit the maximum time to wait
 */
record OperationWatch(HttpPipeline pipeline, URI endpoint, Duration limit) {
  private static final HttpHeaderName STATUS_URL =
      HttpHeaderName.fromString("Azure-AsyncOperation");
  private static final int ACCEPTED = 202;

  /** The status while another operation changes the resource. */
  private static final int CONFLICT = 409;

  /** The statuses of poll responses that do not show the state of the operation. */
  private static final Set<Integer> TEMPORARY = Set.of(408, 429, 500, 502, 503, 504);

  private record Response(
      ArmAnswer answer,
      Duration retryAfter,
      Optional<String> statusUrl,
      Optional<String> location) {
    static Response of(HttpResponse response) {
      return new Response(
          ArmAnswer.of(response.getStatusCode(), response.getBodyAsBinaryData()),
          Optional.ofNullable(response.getHeaderValue(HttpHeaderName.RETRY_AFTER))
              .filter(seconds -> seconds.matches("\\d{1,5}"))
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
              .orElse(Duration.ZERO),
          Optional.ofNullable(response.getHeaderValue(STATUS_URL)),
          Optional.ofNullable(response.getHeaderValue(HttpHeaderName.LOCATION)));
    }
  }

  /** Sends the request. Sends it again while another operation changes the resource. */
  ArmOperation run(String url) {
    Retry.Waits waits = Retry.with(Backoff.POLITE).within(limit, Retry.Start.FIRST_ATTEMPT).waits();
    Response response = send(HttpMethod.POST, url);
    while (response.answer().status() == CONFLICT && paused(waits, response)) {
      response = send(HttpMethod.POST, url);
    }
    if (response.answer().status() != ACCEPTED) {
      return ArmOperation.of(
          response.answer().succeeded() ? State.SUCCEEDED : State.REFUSED, response.answer());
    }
    return follow(response, waits);
  }

  private ArmOperation follow(Response accepted, Retry.Waits waits) {
    // Do not send the token to another host.
    Optional<String> url =
        accepted.statusUrl().or(accepted::location).filter(each -> each.startsWith(endpoint + "/"));
    if (url.isEmpty()) {
      return ArmOperation.of(State.UNFINISHED, accepted.answer());
    }
    Response response = accepted;
    while (paused(waits, response)) {
      response = send(HttpMethod.GET, url.get());
      Optional<State> end = accepted.statusUrl().isPresent() ? end(response) : endAt(response);
      if (end.isPresent()) {
        return ArmOperation.of(end.get(), response.answer());
      }
    }
    return ArmOperation.of(State.UNFINISHED, response.answer());
  }

  /** Returns the final state in the response of a status URL. */
  private static Optional<State> end(Response response) {
    ArmAnswer answer = response.answer();
    if (!answer.succeeded()) {
      return failure(answer);
    }
    return switch (answer.text("status").orElse("")) {
      case "Succeeded" -> Optional.of(State.SUCCEEDED);
      case "Failed", "Canceled" -> Optional.of(State.FAILED);
      default -> Optional.empty();
    };
  }

  /** Returns the final state in the response of a location. */
  private static Optional<State> endAt(Response response) {
    ArmAnswer answer = response.answer();
    if (answer.status() == ACCEPTED) {
      return Optional.empty();
    }
    return answer.succeeded() ? Optional.of(State.SUCCEEDED) : failure(answer);
  }

  private static Optional<State> failure(ArmAnswer answer) {
    return TEMPORARY.contains(answer.status()) ? Optional.empty() : Optional.of(State.FAILED);
  }

  /** Waits until the next request. Returns false if the time limit is reached. */
  private static boolean paused(Retry.Waits waits, Response response) {
    Optional<Retry.Wait> wait = waits.next(Optional.empty(), response.retryAfter());
    wait.ifPresent(waits::sleep);
    return wait.isPresent();
  }

  private Response send(HttpMethod method, String url) {
    try (HttpResponse response = pipeline.sendSync(new HttpRequest(method, url), Context.NONE)) {
      return Response.of(response);
    }
  }
}

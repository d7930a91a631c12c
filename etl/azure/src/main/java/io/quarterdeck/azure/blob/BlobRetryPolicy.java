package io.quarterdeck.azure.blob;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Retries requests that Blob throttles or that fail temporarily, and reports each retry. It
 * replaces the policies of the client library: they do not report retries, do not restore the
 * interrupted status of a thread, and wait for the whole time in Retry-After without a limit.
 * Thread-safe.
 */
final class BlobRetryPolicy implements HttpPipelinePolicy {
  /**
   * The attempts take a few seconds in total. This is long enough for a throttled account to
   * recover, and short enough to report a missing account soon.
   */
  private static final int TRIES = 4;

  /** If the account requests a longer wait, the request fails and the caller decides what to do. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), LONGEST_WAIT);

  /** Request timeout, too many requests, and errors of the server. */
  private static final Set<Integer> RETRYABLE_STATUSES = Set.of(408, 429, 500, 502, 503, 504);

  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");

  private final Progress progress;

  BlobRetryPolicy(Progress progress) {
    this.progress = progress;
  }

  /** The policy runs before the library signs a request, so each attempt gets a new signature. */
  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_CALL;
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    Retry.Waits waits = waits();
    while (true) {
      Tried tried = Tried.of(next.clone());
      Optional<Retry.Wait> wait = waitAfter(tried, waits);
      if (wait.isEmpty()) {
        return tried.result();
      }
      waits.sleep(wait.get());
    }
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return Mono.defer(() -> attempt(next, waits()));
  }

  private Mono<HttpResponse> attempt(HttpPipelineNextPolicy next, Retry.Waits waits) {
    return next.clone()
        .process()
        .map(Tried::answered)
        .onErrorResume(e -> Mono.just(Tried.failed(e)))
        .flatMap(
            tried ->
                waitAfter(tried, waits)
                    .map(wait -> Mono.delay(wait.time()).flatMap(waited -> attempt(next, waits)))
                    .orElseGet(() -> tried.asMono()));
  }

  private static Retry.Waits waits() {
    return Retry.with(BACKOFF)
        .attempts(TRIES)
        .whenInterrupted(
            (wait, e) ->
                new UncheckedIOException(
                    (IOException)
                        new InterruptedIOException("interrupted between two attempts")
                            .initCause(e)))
        .waits();
  }

  /**
   * Returns the wait after the attempt and reports it; empty if the result of the attempt is final.
   */
  private Optional<Retry.Wait> waitAfter(Tried tried, Retry.Waits waits) {
    if (!tried.isRetryable() || tried.requested().compareTo(LONGEST_WAIT) > 0) {
      return Optional.empty();
    }
    Optional<Retry.Wait> wait = waits.next(Optional.empty(), tried.requested());
    wait.ifPresent(
        next -> {
          report(tried, next);
          tried.close();
        });
    return wait;
  }

  private void report(Tried tried, Retry.Wait wait) {
    progress.note(
        String.format(
            Locale.ROOT,
            "Blob %s; try %d of %d in %.1f s.",
            tried.found(),
            wait.next(),
            TRIES,
            wait.time().toMillis() / 1000.0));
  }

  /**
   * The result of one attempt: a response or an exception.
   *
   * @param response the response; null if the attempt failed
   * @param failure the exception; null if there is a response
   */
  private record Tried(HttpResponse response, Throwable failure) {
    static Tried of(HttpPipelineNextSyncPolicy next) {
      try {
        return answered(next.processSync());
      } catch (RuntimeException e) {
        return failed(e);
      }
    }

    static Tried answered(HttpResponse response) {
      return new Tried(response, null);
    }

    static Tried failed(Throwable failure) {
      return new Tried(null, failure);
    }

    boolean isRetryable() {
      return response != null
          ? RETRYABLE_STATUSES.contains(response.getStatusCode())
          : isCausedByIo(failure);
    }

    private static boolean isCausedByIo(Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException) {
          return true;
        }
      }
      return false;
    }

    /** Returns the wait time that the account requests; zero if it requests none. */
    Duration requested() {
      String asked = response == null ? null : response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
      return asked == null || !asked.matches("[0-9]{1,9}")
          ? Duration.ZERO
          : Duration.ofSeconds(Long.parseLong(asked));
    }

    String found() {
      if (response == null) {
        return "failed: " + Causes.of(failure);
      }
      String code = response.getHeaderValue(ERROR_CODE);
      return "answered " + response.getStatusCode() + (code == null ? "" : " " + code);
    }

    void close() {
      if (response != null) {
        response.close();
      }
    }

    HttpResponse result() {
      if (response == null) {
        throw (RuntimeException) failure;
      }
      return response;
    }

    Mono<HttpResponse> asMono() {
      return response == null ? Mono.error(failure) : Mono.just(response);
    }
  }
}

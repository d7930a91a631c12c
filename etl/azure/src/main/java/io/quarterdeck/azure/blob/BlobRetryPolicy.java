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
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Retries requests that Blob throttles or that fail temporarily, and reports each retry. The
 * retries of the client library are silent, and do not wait as long as the account requests with
 * Retry-After. Thread-safe.
 */
final class BlobRetryPolicy implements HttpPipelinePolicy {
  /**
   * The attempts spread over a few seconds: enough for a throttled account, and short enough to
   * report a missing account soon.
   */
  private static final int TRIES = 4;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /**
   * If the account requests a longer pause, the request fails, so that the caller can decide what
   * to do.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

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
    for (int attempt = 1; ; attempt++) {
      Duration pause;
      try {
        HttpResponse response = next.clone().processSync();
        if (!isRetryable(response, attempt)) {
          return response;
        }
        pause = noteRetry(response, attempt);
        response.close();
      } catch (RuntimeException e) {
        if (!isRetryable(e, attempt)) {
          throw e;
        }
        pause = noteRetry(e, attempt);
      }
      sleep(pause);
    }
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return attempt(next, 1);
  }

  private Mono<HttpResponse> attempt(HttpPipelineNextPolicy next, int attempt) {
    return next.clone()
        .process()
        .map(response -> retryIfNeeded(response, next, attempt))
        .onErrorResume(
            e ->
                isRetryable(e, attempt)
                    ? Mono.just(again(next, attempt, noteRetry(e, attempt)))
                    : Mono.error(e))
        .flatMap(Function.identity());
  }

  private Mono<HttpResponse> retryIfNeeded(
      HttpResponse response, HttpPipelineNextPolicy next, int attempt) {
    if (!isRetryable(response, attempt)) {
      return Mono.just(response);
    }
    Duration pause = noteRetry(response, attempt);
    response.close();
    return again(next, attempt, pause);
  }

  private Mono<HttpResponse> again(HttpPipelineNextPolicy next, int attempt, Duration pause) {
    return Mono.delay(pause).flatMap(waited -> attempt(next, attempt + 1));
  }

  private static boolean isRetryable(HttpResponse response, int attempt) {
    return attempt < TRIES
        && RETRYABLE_STATUSES.contains(response.getStatusCode())
        && pause(response, attempt).compareTo(LONGEST_PAUSE) <= 0;
  }

  private static boolean isRetryable(Throwable thrown, int attempt) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return attempt < TRIES;
      }
    }
    return false;
  }

  private Duration noteRetry(HttpResponse response, int attempt) {
    String code = response.getHeaderValue(ERROR_CODE);
    String found = "answered " + response.getStatusCode() + (code == null ? "" : " " + code);
    Duration pause = pause(response, attempt);
    noteRetry(found, attempt, pause);
    return pause;
  }

  private Duration noteRetry(Throwable thrown, int attempt) {
    Duration pause = pause(attempt);
    noteRetry("failed: " + Causes.of(thrown), attempt, pause);
    return pause;
  }

  private void noteRetry(String found, int attempt, Duration pause) {
    progress.note(
        String.format(
            Locale.ROOT,
            "Blob %s; try %d of %d in %.1f s.",
            found,
            attempt + 1,
            TRIES,
            pause.toMillis() / 1000.0));
  }

  /** The pause that the account requests, but at least the pause of the exponential backoff. */
  private static Duration pause(HttpResponse response, int attempt) {
    Duration own = pause(attempt);
    String asked = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
    if (asked == null || !asked.matches("[0-9]{1,9}")) {
      return own;
    }
    Duration wanted = Duration.ofSeconds(Long.parseLong(asked));
    return wanted.compareTo(own) > 0 ? wanted : own;
  }

  /** The pause of the exponential backoff. */
  private static Duration pause(int attempt) {
    return FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          (IOException)
              new InterruptedIOException("interrupted between two attempts").initCause(e));
    }
  }
}

package io.quarterdeck.etl.blob;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.terminal.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Asks Blob again when it is throttled or away, and tells of each try: the library's own retries
 * are silent, and do not wait as long as the account asks for with Retry-After. Safe for use by
 * several threads.
 */
final class BlobPersistence implements HttpPipelinePolicy {
  /** Over some seconds: a throttled account recovers, a missing one is told soon. */
  private static final int TRIES = 4;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /**
   * An account that asks for more is not waited for: whoever calls may want to do something else.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Timeout, too many requests, and the server's own trouble. */
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 429, 500, 502, 503, 504);

  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");

  private final Progress progress;

  BlobPersistence(Progress progress) {
    this.progress = progress;
  }

  /** Before the library signs a request, so that each try is signed anew. */
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
        if (!isWorthAnotherTry(response, attempt)) {
          return response;
        }
        pause = tell(response, attempt);
        response.close();
      } catch (RuntimeException e) {
        if (!isWorthAnotherTry(e, attempt)) {
          throw e;
        }
        pause = tell(e, attempt);
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
        .map(response -> judged(response, next, attempt))
        .onErrorResume(
            e ->
                isWorthAnotherTry(e, attempt)
                    ? Mono.just(again(next, attempt, tell(e, attempt)))
                    : Mono.error(e))
        .flatMap(Function.identity());
  }

  private Mono<HttpResponse> judged(
      HttpResponse response, HttpPipelineNextPolicy next, int attempt) {
    if (!isWorthAnotherTry(response, attempt)) {
      return Mono.just(response);
    }
    Duration pause = tell(response, attempt);
    response.close();
    return again(next, attempt, pause);
  }

  private Mono<HttpResponse> again(HttpPipelineNextPolicy next, int attempt, Duration pause) {
    return Mono.delay(pause).flatMap(waited -> attempt(next, attempt + 1));
  }

  private static boolean isWorthAnotherTry(HttpResponse response, int attempt) {
    return attempt < TRIES
        && WORTH_ANOTHER_TRY.contains(response.getStatusCode())
        && pause(response, attempt).compareTo(LONGEST_PAUSE) <= 0;
  }

  private static boolean isWorthAnotherTry(Throwable thrown, int attempt) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return attempt < TRIES;
      }
    }
    return false;
  }

  private Duration tell(HttpResponse response, int attempt) {
    String code = response.getHeaderValue(ERROR_CODE);
    String found = "answered " + response.getStatusCode() + (code == null ? "" : " " + code);
    Duration pause = pause(response, attempt);
    tell(found, attempt, pause);
    return pause;
  }

  private Duration tell(Throwable thrown, int attempt) {
    Duration pause = pause(attempt);
    tell("failed: " + Causes.of(thrown), attempt, pause);
    return pause;
  }

  private void tell(String found, int attempt, Duration pause) {
    progress.note(
        String.format(
            Locale.ROOT,
            "Blob %s; try %d of %d in %.1f s.",
            found,
            attempt + 1,
            TRIES,
            pause.toMillis() / 1000.0));
  }

  /** As long as the account asks for, and at least twice as long as the time before. */
  private static Duration pause(HttpResponse response, int attempt) {
    Duration own = pause(attempt);
    String asked = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
    if (asked == null || !asked.matches("[0-9]{1,9}")) {
      return own;
    }
    Duration wanted = Duration.ofSeconds(Long.parseLong(asked));
    return wanted.compareTo(own) > 0 ? wanted : own;
  }

  /** Twice as long as the time before. */
  private static Duration pause(int attempt) {
    return FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          (IOException) new InterruptedIOException("interrupted between two tries").initCause(e));
    }
  }
}

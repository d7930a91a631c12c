package io.quarterdeck.loader.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4));

  private final List<Duration> waits = new ArrayList<>();
  private final Timer timer = new RecordingTimer();
  private int attempts;

  /** A clock that advances only during a wait. */
  private final class RecordingTimer implements Timer {
    private long now;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      waits.add(time);
      now += time.toNanos();
    }
  }

  @AfterEach
  void clearTheInterruption() {
    Thread.interrupted();
  }

  @Test
  void waitsDoubleUpToTheMaximumAndTheLastOneEndsAtTheDeadline() {
    assertThatThrownBy(
            () ->
                retry()
                    .within(Duration.ofSeconds(12), Retry.Start.FIRST_ATTEMPT)
                    .call(this::fail, e -> true))
        .isInstanceOf(IOException.class)
        .hasMessage("attempt 6");
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 4L, 1L);
  }

  @Test
  void aWaitThatWouldPassTheDeadlineCanBeOmitted() {
    assertThatThrownBy(
            () ->
                retry()
                    .within(Duration.ofSeconds(12), Retry.Start.FIRST_ATTEMPT)
                    .lastWait(Retry.LastWait.OMITTED)
                    .call(this::fail, e -> true))
        .hasMessage("attempt 5");
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 4L);
  }

  @Test
  void aZeroLimitMeansOneAttempt() {
    for (Retry.Start start : Retry.Start.values()) {
      attempts = 0;
      assertThatThrownBy(() -> retry().within(Duration.ZERO, start).call(this::fail, e -> true))
          .hasMessage("attempt 1");
    }
    assertThat(waits).isEmpty();
  }

  @Test
  void theTimeCanStartWithTheFirstFailure() throws IOException {
    String result =
        retry()
            .within(Duration.ofSeconds(1), Retry.Start.FIRST_FAILURE)
            .call(
                () -> {
                  if (attempts == 0) {
                    pass(Duration.ofMinutes(1));
                    return fail();
                  }
                  return "done";
                },
                e -> true);
    assertThat(result).isEqualTo("done");
  }

  @Test
  void theNumberOfAttemptsIsLimited() {
    assertThatThrownBy(() -> retry().attempts(3).call(this::fail, e -> true))
        .hasMessage("attempt 3");
  }

  @Test
  void aFailureThatIsNotRetryableIsThrownAtOnce() {
    assertThatThrownBy(() -> retry().call(this::fail, e -> false)).hasMessage("attempt 1");
  }

  @Test
  void eachWaitIsReportedWithItsCauseAndTheTimeLeft() {
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () ->
                retry()
                    .within(Duration.ofSeconds(2), Retry.Start.FIRST_ATTEMPT)
                    .beforeWait(
                        wait ->
                            reports.add(
                                "%s; try %d in %d s of %d s"
                                    .formatted(
                                        wait.cause().orElseThrow().getMessage(),
                                        wait.next(),
                                        wait.time().toSeconds(),
                                        wait.left().toSeconds())))
                    .call(this::fail, e -> true))
        .hasMessage("attempt 3");
    assertThat(reports)
        .containsExactly("attempt 1; try 2 in 1 s of 2 s", "attempt 2; try 3 in 1 s of 1 s");
  }

  @Test
  void anInterruptedThreadStopsBeforeItsNextAttemptAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> retry().call(this::fail, e -> true))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot continue waiting: the wait was interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(attempts).isEqualTo(1);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void aPollWithoutAWaitStopsWhenItsThreadIsInterrupted() {
    assertThatThrownBy(
            () ->
                Retry.with(Backoff.NONE)
                    .whenInterrupted((wait, e) -> new IllegalStateException("stopped"))
                    .poll(
                        left -> {
                          Thread.currentThread().interrupt();
                          return Optional.empty();
                        }))
        .hasMessage("stopped");
  }

  @Test
  void aPollEndsWithItsResultOrEmptyAtTheDeadline() {
    Retry retry = retry().within(Duration.ofSeconds(5), Retry.Start.FIRST_ATTEMPT);
    List<Long> left = new ArrayList<>();
    Optional<String> none =
        retry.poll(
            time -> {
              left.add(time.toSeconds());
              return Optional.empty();
            });
    assertThat(none).isEmpty();
    assertThat(left).containsExactly(5L, 4L, 2L, 0L);
    assertThat(retry.<String, RuntimeException>poll(time -> Optional.of("found")))
        .contains("found");
  }

  @Test
  void aServerCanRequestALongerWait() {
    Retry.Waits requested = retry().waits();
    assertThat(requested.next(Optional.empty(), Duration.ofSeconds(9)).orElseThrow().time())
        .isEqualTo(Duration.ofSeconds(9));
    assertThat(requested.next(Optional.empty(), Duration.ofSeconds(1)).orElseThrow().time())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void jitterKeepsAtLeastHalfOfTheWait() {
    Backoff random =
        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), Backoff.Jitter.HALF);
    for (int i = 0; i < 1000; i++) {
      assertThat(random.after(1)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
      assertThat(random.after(1000)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }
  }

  private Retry retry() {
    return Retry.with(BACKOFF).timer(timer);
  }

  private String fail() throws IOException {
    attempts++;
    throw new IOException("attempt " + attempts);
  }

  private void pass(Duration time) {
    try {
      timer.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

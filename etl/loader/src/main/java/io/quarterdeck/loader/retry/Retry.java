package io.quarterdeck.loader.retry;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.quarterdeck.loader.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Repeats one operation until it succeeds, or until a deadline or a number of attempts. The methods
 * that set a limit or a listener return this object. Not thread-safe: create one per operation.
 */
public final class Retry {
  /** The longest time without a deadline. */
  private static final Duration UNLIMITED = Duration.ofDays(365);

  private final Backoff backoff;
  private Duration limit = UNLIMITED;
  private Start start = Start.FIRST_ATTEMPT;
  private LastWait lastWait = LastWait.SHORTENED;
  private int attempts = Integer.MAX_VALUE;
  private Timer timer = Timer.SYSTEM;
  private Consumer<Wait> listener = wait -> {};
  private BiFunction<Wait, InterruptedException, RuntimeException> interruption =
      (wait, e) ->
          new Failure(
              "Cannot continue waiting: the wait was interrupted; expected to wait. Run this again.",
              e);

  /** When the time of the deadline starts. */
  public enum Start {
    FIRST_ATTEMPT,
    FIRST_FAILURE
  }

  /** What happens to a wait that would pass the deadline. */
  public enum LastWait {
    /** It is shortened, so that the last attempt starts at the deadline. */
    SHORTENED,
    /** It is omitted, and no further attempt starts. */
    OMITTED
  }

  /**
   * A wait between two attempts.
   *
   * @param next the number of the attempt after the wait
   * @param time how long to wait
   * @param left the time until the deadline, when the wait starts
   * @param cause the failure of the last attempt; empty if that attempt only had no result
   */
  public record Wait(int next, Duration time, Duration left, Optional<Exception> cause) {}

  /** An operation that can fail. */
  @FunctionalInterface
  public interface Attempt<T, E extends Exception> {
    T run() throws E;
  }

  /** An operation that has no result until a condition is true. */
  @FunctionalInterface
  public interface Poll<T, E extends Exception> {
    /**
     * Asks once.
     *
     * @param left the time until the deadline
     */
    Optional<T> ask(Duration left) throws E;
  }

  private Retry(Backoff backoff) {
    this.backoff = backoff;
  }

  /** Creates a retry that has no limit yet. */
  public static Retry with(Backoff backoff) {
    return new Retry(backoff);
  }

  /** Limits the time. Zero means one attempt. */
  @CanIgnoreReturnValue
  public Retry within(Duration time, Start from) {
    limit = time;
    start = from;
    return this;
  }

  /** Limits the number of attempts. */
  @CanIgnoreReturnValue
  public Retry attempts(int most) {
    attempts = most;
    return this;
  }

  /** Sets what happens to a wait that would pass the deadline. By default, it is shortened. */
  @CanIgnoreReturnValue
  public Retry lastWait(LastWait value) {
    lastWait = value;
    return this;
  }

  /** Calls the listener before each wait. */
  @CanIgnoreReturnValue
  public Retry beforeWait(Consumer<Wait> called) {
    listener = called;
    return this;
  }

  /**
   * Sets the exception that ends an interrupted wait. The thread is still interrupted then.
   *
   * @param failure returns the exception
   */
  @CanIgnoreReturnValue
  public Retry whenInterrupted(BiFunction<Wait, InterruptedException, RuntimeException> failure) {
    interruption = failure;
    return this;
  }

  /** Sets the clock. By default, it is the clock of this machine. */
  @CanIgnoreReturnValue
  public Retry timer(Timer value) {
    timer = value;
    return this;
  }

  /**
   * Runs the operation until it succeeds.
   *
   * @param retryable whether another attempt can succeed after this failure
   * @throws E the last failure, if it is not retryable or a limit is reached
   */
  public <T, E extends Exception> T call(Attempt<T, E> attempt, Predicate<Exception> retryable)
      throws E {
    Waits waits = waits();
    while (true) {
      try {
        return attempt.run();
      } catch (Exception e) {
        if (!retryable.test(e)) {
          throw e;
        }
        Optional<Wait> wait = waits.next(Optional.of(e), Duration.ZERO);
        if (wait.isEmpty()) {
          throw e;
        }
        waits.sleep(wait.get());
      }
    }
  }

  /**
   * Runs the operation until it has a result.
   *
   * @return the result; empty if a limit is reached
   */
  public <T, E extends Exception> Optional<T> poll(Poll<T, E> poll) throws E {
    Waits waits = waits();
    while (true) {
      Optional<T> result = poll.ask(waits.left());
      if (result.isPresent()) {
        return result;
      }
      Optional<Wait> wait = waits.next(Optional.empty(), Duration.ZERO);
      if (wait.isEmpty()) {
        return Optional.empty();
      }
      waits.sleep(wait.get());
    }
  }

  /** Starts the time, for a caller that runs the attempts itself, such as a reactive one. */
  public Waits waits() {
    return new Waits();
  }

  /** The waits between the attempts of one operation. Not thread-safe. */
  public final class Waits {
    private final long begun = timer.nanoTime();
    private long firstFailure;
    private int failed;

    private Waits() {}

    /** Returns the time until the deadline; zero after the deadline. */
    Duration left() {
      boolean running = start == Start.FIRST_ATTEMPT || failed > 0;
      long from = start == Start.FIRST_ATTEMPT ? begun : firstFailure;
      Duration left = running ? limit.minusNanos(timer.nanoTime() - from) : limit;
      return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Records that an attempt failed, and reports the next wait.
     *
     * @param cause the failure; empty if the attempt only had no result
     * @param atLeast the wait time that the server requests; zero if it requests none
     * @return the next wait; empty if a limit is reached
     */
    public Optional<Wait> next(Optional<Exception> cause, Duration atLeast) {
      failed++;
      if (failed == 1) {
        firstFailure = timer.nanoTime();
      }
      Duration left = left();
      Duration delay = backoff.after(failed);
      Duration time = delay.compareTo(atLeast) < 0 ? atLeast : delay;
      boolean tooLong = time.compareTo(left) > 0;
      if (failed >= attempts || left.isZero() || (tooLong && lastWait == LastWait.OMITTED)) {
        return Optional.empty();
      }
      Wait wait = new Wait(failed + 1, tooLong ? left : time, left, cause);
      listener.accept(wait);
      return Optional.of(wait);
    }

    /** Waits. */
    public void sleep(Wait wait) {
      try {
        timer.sleep(wait.time());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw interruption.apply(wait, e);
      }
    }
  }
}

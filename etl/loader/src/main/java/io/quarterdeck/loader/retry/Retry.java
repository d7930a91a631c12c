package io.quarterdeck.loader.retry;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.quarterdeck.loader.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Repeats one operation until it succeeds or a limit is reached: a deadline or a number of
 * attempts. The methods that set a limit or a listener return this object. Not thread-safe: create
 * one object per operation.
 */
public final class Retry {
  /** The time limit of a retry for which no deadline was set. */
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

  /** When the time until the deadline starts. */
  public enum Start {
    FIRST_ATTEMPT,
    FIRST_FAILURE
  }

  /** What happens to a wait that would end after the deadline. */
  public enum LastWait {
    /** The wait is shortened, so that the last attempt starts at the deadline. */
    SHORTENED,
    /** The wait is omitted, and no further attempt starts. */
    OMITTED
  }

  /**
   * A wait between two attempts.
   *
   * @param next the number of the attempt after the wait
   * @param time how long to wait
   * @param left the time from the start of the wait until the deadline
   * @param cause the failure of the last attempt; empty if none was reported, for example because
   *     the attempt returned no result
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
     * Runs the operation once.
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

  /** Limits the time. Zero permits one attempt. */
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

  /** Sets what happens to a wait that would end after the deadline. By default, it is shortened. */
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
   * Sets the exception that is thrown if a wait is interrupted. The interrupted status of the
   * thread is then set again.
   *
   * @param failure creates the exception
   */
  @CanIgnoreReturnValue
  public Retry whenInterrupted(BiFunction<Wait, InterruptedException, RuntimeException> failure) {
    interruption = failure;
    return this;
  }

  /** Sets the timer. By default, the timer uses the clock of this machine. */
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

  /**
   * Starts the time until the deadline. Use this method if the caller runs the attempts, for
   * example in reactive code.
   */
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
     * Records a failed attempt, calls the listener and returns the next wait.
     *
     * @param cause the failure to report; may be empty
     * @param atLeast the minimum wait time that the server requests; zero if it requests none
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

    /** Waits for {@link Wait#time}. */
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

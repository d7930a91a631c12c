package io.quarterdeck.loader.retry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Measures time and waits. Tests replace it, so that they do not wait. */
public interface Timer {
  /** Uses the clock of this machine. */
  Timer SYSTEM =
      new Timer() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
      };

  /** Returns nanoseconds since an arbitrary time. */
  long nanoTime();

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread is interrupted, even if the time is zero
   */
  void sleep(Duration time) throws InterruptedException;
}

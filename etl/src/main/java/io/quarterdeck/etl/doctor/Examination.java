package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Does checks: at once where they do not need each other, and each within its deadline. */
final class Examination {
  private final List<Check> checks;
  private final Duration deadline;
  private final Consumer<Result> done;

  /**
   * Starts nothing yet.
   *
   * @param checks each after those that it needs
   * @param deadline for one check
   * @param done hears of each check that is done, on any thread
   */
  Examination(List<Check> checks, Duration deadline, Consumer<Result> done) {
    this.checks = checks;
    this.deadline = deadline;
    this.done = done;
  }

  /** The results, in the order of the checks. */
  List<Result> run() {
    ExecutorService threads = Executors.newCachedThreadPool(Examination::daemon);
    try {
      Map<String, CompletableFuture<Result>> results = new LinkedHashMap<>();
      for (Check check : checks) {
        List<CompletableFuture<Result>> needs = check.needs().stream().map(results::get).toList();
        results.put(
            check.name(),
            CompletableFuture.allOf(needs.toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                    all ->
                        result(
                            check, needs.stream().map(CompletableFuture::join).toList(), threads),
                    threads));
      }
      return results.values().stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  /** A check that does not heed its interruption must not keep the JVM alive. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "check");
    thread.setDaemon(true);
    return thread;
  }

  private Result result(Check check, List<Result> needs, ExecutorService threads) {
    long began = System.nanoTime();
    Finding finding =
        needs.stream()
            .filter(need -> need.finding().status() == Status.FAILED || isSkipped(need))
            .findFirst()
            .map(Examination::skipped)
            .orElseGet(() -> inTime(threads.submit(() -> look(check))));
    Result result = new Result(check.name(), finding, Duration.ofNanos(System.nanoTime() - began));
    done.accept(result);
    return result;
  }

  private static boolean isSkipped(Result need) {
    return need.finding().status() == Status.SKIPPED;
  }

  private static Finding skipped(Result need) {
    return Finding.skipped(
        isSkipped(need) ? need.check() + " was skipped" : need.check() + " failed");
  }

  private static Finding look(Check check) {
    try {
      return check.look();
    } catch (Failure e) {
      return Finding.failed(e.getMessage(), "");
    } catch (RuntimeException e) {
      return Finding.failed(Causes.of(e), "Mend what it says, then run this again.");
    }
  }

  private Finding inTime(Future<Finding> work) {
    try {
      return work.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Finding.failed(
          "no answer within " + deadline.toSeconds() + " s",
          "Check the network between here and there, or wait longer with --timeout.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.failed("it was interrupted", "Run this again.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      work.cancel(true);
    }
  }
}

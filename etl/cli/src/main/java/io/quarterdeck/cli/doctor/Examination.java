package io.quarterdeck.cli.doctor;

import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs checks, independent ones in parallel, each with a time limit. */
final class Examination {
  private final List<Check> checks;
  private final Duration deadline;
  private final Consumer<CheckResult> done;

  /**
   * Creates the examination without starting it.
   *
   * @param checks the checks; each follows the checks that it needs
   * @param deadline the time limit for each check
   * @param done receives each result, on any thread
   */
  Examination(List<Check> checks, Duration deadline, Consumer<CheckResult> done) {
    this.checks = checks;
    this.deadline = deadline;
    this.done = done;
  }

  /** Runs the checks and returns their results in the order of the checks. */
  List<CheckResult> run() {
    ExecutorService threads = Executors.newCachedThreadPool(Examination::daemon);
    try {
      Map<String, CompletableFuture<CheckResult>> results = new LinkedHashMap<>();
      for (Check check : checks) {
        List<CompletableFuture<CheckResult>> needs =
            check.needs().stream().map(results::get).toList();
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

  /**
   * Creates daemon threads, so that a check that ignores its interruption does not keep the JVM
   * running.
   */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "check");
    thread.setDaemon(true);
    return thread;
  }

  private CheckResult result(Check check, List<CheckResult> needs, ExecutorService threads) {
    long began = System.nanoTime();
    Finding finding =
        needs.stream()
            .map(Examination::obstacle)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseGet(() -> inTime(threads.submit(() -> look(check))));
    CheckResult result =
        new CheckResult(check.name(), finding, Duration.ofNanos(System.nanoTime() - began));
    done.accept(result);
    return result;
  }

  /**
   * Returns the reason for skipping the checks that need this one. For indirect needs, this is the
   * first failure.
   */
  private static Optional<Finding> obstacle(CheckResult need) {
    return switch (need.finding().status()) {
      case OK, WARNING -> Optional.empty();
      case SKIPPED -> Optional.of(need.finding());
      case FAILED -> Optional.of(Finding.skipped(need.check() + " failed"));
    };
  }

  private static Finding look(Check check) {
    try {
      return check.look();
    } catch (Failure e) {
      return Finding.failed(e.getMessage(), "");
    } catch (RuntimeException e) {
      return Finding.failed(Causes.of(e), "Fix the reported error, then run this again.");
    }
  }

  private Finding inTime(Future<Finding> work) {
    try {
      return work.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Finding.failed(
          "no answer within " + deadline.toSeconds() + " s",
          "Check the network connection to the service, or wait longer with --timeout.");
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

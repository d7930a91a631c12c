package io.quarterdeck.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private record Of(String name, List<String> needs, Supplier<Finding> finding) implements Check {
    @Override
    public Finding look() {
      return finding.get();
    }
  }

  @Test
  void resultsComeInTheOrderOfTheChecks() {
    assertThat(
            findings(
                new Of("a", List.of(), () -> Finding.ok("1")),
                new Of("b", List.of("a"), () -> Finding.warning("2", "Do.")),
                new Of("c", List.of("a", "b"), () -> Finding.ok("3"))))
        .containsExactly(Finding.ok("1"), Finding.warning("2", "Do."), Finding.ok("3"));
  }

  @Test
  void whatNeedsAFailedCheckIsSkippedWithTheReason() {
    assertThat(
            findings(
                new Of(
                    "a",
                    List.of(),
                    () -> {
                      throw new Failure("Cannot a: b; expected c. Do.");
                    }),
                new Of("b", List.of("a"), () -> Finding.ok("2")),
                new Of("c", List.of("b"), () -> Finding.ok("3")),
                new Of("d", List.of(), () -> Finding.ok("4"))))
        .containsExactly(
            Finding.failed("Cannot a: b; expected c. Do.", ""),
            Finding.skipped("a failed"),
            Finding.skipped("a failed"),
            Finding.ok("4"));
  }

  @Test
  void aCheckThatBreaksIsAFailedOne() {
    assertThat(
            findings(
                new Of(
                    "a",
                    List.of(),
                    () -> {
                      throw new IllegalStateException("the parser gave up");
                    })))
        .containsExactly(
            Finding.failed("the parser gave up", "Fix the reported error, then run this again."));
  }

  @Test
  void checksThatDoNotNeedEachOtherRunAtOnce() {
    CyclicBarrier bothAreHere = new CyclicBarrier(2);
    Supplier<Finding> meeting =
        () -> {
          try {
            bothAreHere.await();
            return Finding.ok("met");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    assertThat(findings(new Of("a", List.of(), meeting), new Of("b", List.of(), meeting)))
        .containsExactly(Finding.ok("met"), Finding.ok("met"));
  }

  @Test
  void aCheckThatIgnoresItsInterruptionHoldsNobodyUp() {
    Supplier<Finding> deaf =
        () -> {
          while (true) {
            LockSupport.park();
            Thread.interrupted();
          }
        };
    List<CheckResult> results =
        new Examination(List.of(new Of("a", List.of(), deaf)), Duration.ofMillis(50), done -> {})
            .run();
    assertThat(results.get(0).finding().found()).isEqualTo("no answer within 0 s");
  }

  private static List<Finding> findings(Check... checks) {
    return new Examination(List.of(checks), Duration.ofSeconds(30), done -> {})
        .run().stream().map(CheckResult::finding).toList();
  }
}

package io.quarterdeck.cli.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the sizes with those of the program ps. */
class MemoryWatchTest {
  @BeforeEach
  void measured() {
    assumeTrue(ProcessMemory.isMeasured(), "This system has no /proc/PID/smaps_rollup");
  }

  @Test
  void theSizesAreThoseOfPsWithoutTheSharesOfOtherProcesses() throws Exception {
    Process waiting = new ProcessBuilder("cat").start();
    try (MemoryWatch watch =
        MemoryWatch.start(Optional.of(() -> Map.of("other", List.of(waiting.toHandle()))))) {
      PeakMemory peak = watch.peak();
      assertThat(peak.bytes()).containsOnlyKeys("other", MemoryWatch.COMMAND);
      assertThat(peak.total())
          .isEqualTo(peak.bytes().get("other") + peak.bytes().get(MemoryWatch.COMMAND));
      // Most pages of a small program are those of shared libraries.
      assertThat(peak.bytes().get("other")).isBetween(1L, residentBytes(waiting.toHandle()));
      long own = residentBytes(ProcessHandle.current());
      assertThat(peak.bytes().get(MemoryWatch.COMMAND)).isBetween(own / 2, own + own / 4);
    } finally {
      waiting.destroy();
    }
  }

  @Test
  void aProcessCountsOnceAndTheLargestSumIsKept() throws Exception {
    Process started = new ProcessBuilder("cat").start();
    try (MemoryWatch watch =
        MemoryWatch.start(Optional.of(() -> Map.of("other", List.of(ProcessHandle.current()))))) {
      // The other part has this process, and the command only the one that it started.
      assertThat(watch.peak().bytes().get(MemoryWatch.COMMAND)).isLessThan(50_000_000);
      byte[] large = new byte[64_000_000];
      long during = watch.peak().total();
      assertThat(large).hasSize(64_000_000);
      assertThat(watch.peak().total()).isGreaterThanOrEqualTo(during);
    } finally {
      started.destroy();
    }
  }

  @Test
  void theLineNamesTheLargestPartFirst() {
    PeakMemory peak =
        new PeakMemory(Map.of("command", 150_000_000L, "Spark tasks", 1_204_999_999L));
    assertThat(peak.line())
        .isEqualTo("Memory on this machine: at most 1.35 GB (Spark tasks 1.20, command 0.15)");
    assertThat(peak.json().text())
        .isEqualTo(
            "{\"peakBytes\":1354999999,\"parts\":{\"Spark tasks\":1204999999,\"command\":150000000}}");
    assertThat(new PeakMemory(Map.of()).line())
        .isEqualTo("Memory: not measured on " + System.getProperty("os.name"));
  }

  /** Returns the resident set size that ps prints. */
  private static long residentBytes(ProcessHandle process) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
    return Long.parseLong(new String(ps.getInputStream().readAllBytes(), UTF_8).strip()) * 1024;
  }
}

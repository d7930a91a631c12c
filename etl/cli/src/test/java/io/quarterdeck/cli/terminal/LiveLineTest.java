package io.quarterdeck.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLineTest {
  private static final LiveLine LOAD =
      new LiveLine(
          "load", "loading rows", 118_000_000, 260_000_000, "bytes", 2_261_000, 7.3, "9.1 s");

  @Test
  void withRoomItShowsAll() {
    assertThat(LOAD.fitted(119, Paint.PLAIN))
        .isEqualTo(
            "  load  loading rows  ██████████░░░░░░░░░░░░░░  45 %  2,261,000 rows  118/260 MB"
                + "  310k rows/s  9 s left");
  }

  @Test
  void at80ColumnsRowsBytesRateAndRemainingTimeAreThere() {
    assertThat(LOAD.fitted(79, Paint.PLAIN))
        .isEqualTo("  load  loading rows  45 %  2,261,000 rows  118/260 MB  310k rows/s  9 s left");
  }

  @Test
  void at60ColumnsTheFiguresThatFollowFromOthersGo() {
    assertThat(LOAD.fitted(59, Paint.PLAIN))
        .isEqualTo("  load  loading rows  2,261,000 rows  118/260 MB  9 s left");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 40, 59, 60, 79, 80, 119, 120, 199, 200})
  void noLineIsWiderThanAsked(int columns) {
    LiveLine upload =
        new LiveLine(
            "4/5 export",
            "uploading to landing/bank-transactions/sha256="
                + "0123456789abcdef".repeat(4)
                + "/日本.csv",
            5,
            10,
            "bytes",
            0,
            0.2,
            "1.0 s");
    assertThat(Fit.columns(LOAD.fitted(columns, Paint.PLAIN))).isLessThanOrEqualTo(columns);
    assertThat(Fit.columns(upload.fitted(columns, Paint.PLAIN))).isLessThanOrEqualTo(columns);
  }

  @Test
  void aDigestIsShortAndAPathLosesItsMiddle() {
    LiveLine upload =
        new LiveLine(
            "load",
            "uploading to landing/bank-transactions/sha256="
                + "0123456789abcdef".repeat(4)
                + "/b.csv",
            0,
            0,
            "",
            0,
            0.2,
            "1.0 s");
    assertThat(upload.fitted(119, Paint.PLAIN))
        .isEqualTo(
            "  load  uploading to landing/bank-transactions/sha256=0123456789ab/b.csv  1.0 s");
    assertThat(upload.fitted(59, Paint.PLAIN))
        .isEqualTo("  load  uploading to landing/ba…6=0123456789ab/b.csv  1.0 s");
  }

  @Test
  void pathsAreRelativeToTheCurrentDirectoryAndUrlsStay() {
    Path here = Path.of("").toAbsolutePath();
    assertThat(Brief.text("reading " + here.resolve("a/b.csv"))).isEqualTo("reading a/b.csv");
    assertThat(Brief.text("see file://" + here + "/b.csv"))
        .isEqualTo("see file://" + here + "/b.csv");
  }

  @Test
  void aStepThatHasEndedSaysWhatCameOfItAndItsTime() {
    assertThat(StepLine.DONE.text("3/5 load", "1,004,480 rows", "3.5 s", Paint.PLAIN))
        .isEqualTo("✓ 3/5 load    1,004,480 rows    3.5 s");
    assertThat(
            StepLine.DONE.fitted(
                "generate", "5 rows in " + "x".repeat(40) + "/y.csv", "3.5 s", Paint.PLAIN, 40))
        .isEqualTo("✓ generate    5 rows in xxxxx…    3.5 s");
  }

  @Test
  void wordsBreakBetweenLinesAndAnAddressStaysWhole() {
    assertThat(Fit.wrapped("  one two https://example.org/a/long/address three", "    ", 20))
        .containsExactly("  one two", "    https://example.org/a/long/address", "    three");
  }
}

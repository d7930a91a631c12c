package io.quarterdeck.etl.terminal;

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
  void with_room_it_shows_all() {
    assertThat(LOAD.fitted(119, Paint.PLAIN))
        .isEqualTo(
            "  load  loading rows  ██████████░░░░░░░░░░░░░░  45 %  2,261,000 rows  118/260 MB"
                + "  310k rows/s  9 s left");
  }

  @Test
  void at_80_columns_rows_bytes_rate_and_remaining_time_are_there() {
    assertThat(LOAD.fitted(79, Paint.PLAIN))
        .isEqualTo("  load  loading rows  45 %  2,261,000 rows  118/260 MB  310k rows/s  9 s left");
  }

  @Test
  void at_60_columns_the_figures_that_follow_from_others_go() {
    assertThat(LOAD.fitted(59, Paint.PLAIN))
        .isEqualTo("  load  loading rows  2,261,000 rows  118/260 MB  9 s left");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 40, 59, 60, 79, 80, 119, 120, 199, 200})
  void no_line_is_wider_than_asked(int columns) {
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
  void a_digest_is_short_and_a_path_loses_its_middle() {
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
  void paths_are_relative_to_the_current_directory_and_urls_stay() {
    Path here = Path.of("").toAbsolutePath();
    assertThat(Brief.text("reading " + here.resolve("a/b.csv"))).isEqualTo("reading a/b.csv");
    assertThat(Brief.text("see file://" + here + "/b.csv"))
        .isEqualTo("see file://" + here + "/b.csv");
  }

  @Test
  void a_step_that_has_ended_says_what_came_of_it_and_its_time() {
    assertThat(StepLine.DONE.text("3/5 load", "1,004,480 rows", "3.5 s", Paint.PLAIN))
        .isEqualTo("✓ 3/5 load    1,004,480 rows    3.5 s");
    assertThat(
            StepLine.DONE.fitted(
                "generate", "5 rows in " + "x".repeat(40) + "/y.csv", "3.5 s", Paint.PLAIN, 40))
        .isEqualTo("✓ generate    5 rows in xxxxx…    3.5 s");
  }

  @Test
  void words_break_between_lines_and_an_address_stays_whole() {
    assertThat(Fit.wrapped("  one two https://example.org/a/long/address three", "    ", 20))
        .containsExactly("  one two", "    https://example.org/a/long/address", "    three");
  }
}

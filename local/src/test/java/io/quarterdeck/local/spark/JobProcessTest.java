package io.quarterdeck.local.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobProcessTest {
  @TempDir Path folder;

  private final List<String> shown = new ArrayList<>();

  private final Progress progress =
      new Progress() {
        @Override
        public void phase(String what) {
          shown.add(what);
        }

        @Override
        public void advance(long done, long total, String unit) {
          shown.add(done + " of " + total + " " + unit);
        }

        @Override
        public void note(String line) {
          shown.add("note: " + line);
        }
      };

  @Test
  void progress_is_shown_and_all_else_is_logged() throws IOException {
    Path log = folder.resolve("job.log");
    run(log, "echo PHASE reading; echo chatter; echo PROGRESS 5 10 rows; echo warning >&2");
    assertThat(shown).containsExactly("reading", "5 of 10 rows");
    assertThat(Files.readAllLines(log)).containsExactlyInAnyOrder("chatter", "warning");
  }

  @Test
  void the_failure_is_the_one_that_the_job_named_last() {
    Path log = folder.resolve("job.log");
    assertThatThrownBy(
            () -> run(log, "echo FAILURE Cannot read: first. >&2; echo noise >&2; exit 3"))
        .isInstanceOf(Failure.class)
        .hasMessage("Cannot read: first. The job's log is " + log + ".");
  }

  @Test
  void a_job_that_ends_without_a_word_is_told_with_its_exit_code() {
    Path log = folder.resolve("job.log");
    assertThatThrownBy(() -> run(log, "exit 7"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot run the export job: its JVM ended with exit code 7; expected 0. See what it"
                + " said last. The job's log is "
                + log
                + ".");
  }

  private void run(Path log, String script) throws IOException {
    JobProcess.run(new ProcessBuilder("sh", "-c", script), log, progress);
  }
}

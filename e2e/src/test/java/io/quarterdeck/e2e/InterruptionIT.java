package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.Launcher.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts bootstrap in each phase. The next bootstrap must succeed. */
@Tag("nightly")
class InterruptionIT {
  /** So many that each phase of the load still runs when the signal arrives. */
  private static final int ROWS = 500_000;

  /** The phases in order, so that each bootstrap gets further than the previous one. */
  private static final List<String> PHASES =
      List.of(
          "starting PostgreSQL",
          "running the Pulumi program",
          "reading the file's digest",
          "loading rows",
          "building indexes",
          "uploading to landing/_loading/",
          "export: the job",
          "starting a run",
          "task export: running");

  private static final String ORPHANS =
      """
      select tablename from pg_tables where schemaname = 'bank' and tablename <> 'transactions'
      except
      select 'transactions_load_' || id from quarterdeck.load where status = 'published'
      """;

  @TempDir Path state;

  private Launcher launcher;
  private Path file;

  @BeforeEach
  void generateFile() throws Exception {
    launcher = new Launcher(state);
    file = launcher.generate(state.resolve("bank.csv"), ROWS, 1);
  }

  @AfterEach
  void deleteStack() throws Exception {
    launcher.reset();
  }

  @Test
  void bootstrapContinuesAfterAnInterruption() throws Exception {
    for (String phase : PHASES) {
      int exitCode =
          launcher.interruptedAt(line -> line.contains(phase), "bootstrap", "--file", file);
      assertThat(exitCode).as("interrupted at %s", phase).isEqualTo(143);
    }

    Ended ended = launcher.run("bootstrap", "--file", file);

    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(ProcessTable.running("io.quarterdeck.jobs.", state.toString()))
        .as("Spark JVMs left behind")
        .isEmpty();
    LocalStackStatus status = LocalStackStatus.of(launcher);
    long sum = Files.readAllLines(file).stream().skip(1).mapToLong(InterruptionIT::value).sum();
    assertThat(status.rows("select count(*), sum(value) from bank.transactions"))
        .containsExactly(ROWS + "|" + sum);
    assertThat(status.rows("select status from quarterdeck.load where status <> 'interrupted'"))
        .containsExactly("published");
    assertThat(status.rows(ORPHANS)).isEmpty();
    assertThat(ExportManifest.of(status, "bank-transactions"))
        .contains("\"rows\" : " + ROWS, "\"value\" : \"" + sum + "\"");
  }

  private static long value(String line) {
    String[] fields = line.split(",", -1);
    return Long.parseLong(fields[3]);
  }
}

package io.quarterdeck.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.UpdateJob;
import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.JobEnvironments;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.loader.ledger.LedgerSchema;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.NeedsSharedTestStack;
import io.quarterdeck.local.SharedTestStack;
import io.quarterdeck.local.TestStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the check before an upgrade on a real stack, and again after changes outside Quarterdeck.
 */
@NeedsNode
@ExtendWith(NeedsSharedTestStack.class)
class UpgradeCheckIT {
  private static final String JOB = "quarterdeck-bank-transactions-quarterly";

  /** A day on which nothing that the stack uses retires within 180 days. */
  private static final String QUIET_DAY = "2026-06-01";

  @TempDir static Path folder;

  private static TestStack stack;
  private static ConnectedStack site;
  private static Workspace workspace;

  @BeforeAll
  static void load(SharedTestStack shared) throws Exception {
    stack = shared.stack();
    site = shared.site();
    workspace = Workspace.at(JobEnvironments.of(site).workspace());
    Path file = folder.resolve("bank.csv");
    ended(CommandLineRun.of(stack, "generate", "--rows", "1000", "--out", file.toString()));
    ended(CommandLineRun.of(stack, "load", file.toString()));
  }

  @Test
  void missingJobIsReportedWithTheCommandThatRegistersIt() throws Exception {
    workspace.tell(
        "delete the job",
        client ->
            client
                .jobs()
                .list(new ListJobsRequest().setName(JOB))
                .forEach(job -> client.jobs().delete(job.getJobId())));

    CommandLineRun check = check();
    assertThat(check.exitCode()).as(check.error()).isEqualTo(3);
    assertThat(check.out())
        .containsPattern("outputs +equal")
        .containsPattern("ledger schema +equal +version [1-9]")
        .contains(
            "job definition: expected one. Register it: ./quarterdeck register --stack local"
                + " --dataset bank-transactions.");
  }

  @Test
  void registeredStateOfThisVersionIsEqual() throws Exception {
    ended(CommandLineRun.of(stack, "setup-workspace"));
    ended(CommandLineRun.of(stack, "register"));

    CommandLineRun check = check("--json");
    assertThat(check.exitCode()).as(check.error()).isZero();
    assertThat(check.out())
        .startsWith("{\"stack\":\"local\",\"worst\":\"equal\",\"parts\":[")
        .contains("{\"name\":\"retirements\",\"result\":\"equal\",\"found\":\"next: ")
        .doesNotContain("differs", "unknown");

    // 60 days before the end of support of the job's runtime, the result is at most a warning.
    CommandLineRun early = checkAsOf("2028-08-23");
    assertThat(early.exitCode()).as(early.error()).isZero();
  }

  @Test
  void differencesInLedgerJobAndJarAreReportedUntilTheAdviceIsFollowed() throws Exception {
    ended(CommandLineRun.of(stack, "setup-workspace"));
    ended(CommandLineRun.of(stack, "register"));
    editTimeoutAndJar();

    CommandLineRun check = checkWithLedger(99);
    assertThat(check.exitCode()).as(check.error()).isEqualTo(3);
    assertThat(check.out())
        .containsPattern("ledger schema +differs +version 99")
        .containsPattern("job definition +differs +edited in the workspace: timeout_seconds")
        .containsPattern("job's jar +differs +old.jar")
        .contains(
            "A newer version of Quarterdeck has upgraded the ledger, which refuses this version:"
                + " use the newer one.",
            "(--keep-drift keeps manual edits).",
            "Upload this version's jar: ./quarterdeck register --stack local --dataset"
                + " bank-transactions.");

    ended(CommandLineRun.of(stack, "register"));
    assertThat(check().exitCode()).isZero();
  }

  @Test
  void retirementsOfWhatTheStackUsesAreReportedBeforeTheyHappen() throws Exception {
    CommandLineRun late = checkAsOf("2028-10-02");
    assertThat(late.exitCode()).as(late.error()).isEqualTo(1);
    assertThat(late.out())
        .containsPattern("retirements +failed ")
        .contains("Databricks Runtime 17.3 LTS on 2028-10-22, in 20 days")
        .contains("PostgreSQL 16 on 2028-11-09, in 38 days")
        .contains(
            "retirements: expected nothing in use that retires within 180 days. ",
            " See docs/runbooks/retirements.md.");
  }

  @Test
  void missingOutputIsReportedAndLaterChecksAreSkipped() throws Exception {
    Path outputs = Files.writeString(folder.resolve("outputs.json"), "{\"environment\":\"dev\"}");

    CommandLineRun check = check("--outputs", outputs.toString());
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .containsPattern("outputs +differs")
        .contains("postgresHost")
        .containsPattern("ledger schema +unknown +not asked")
        .containsPattern("retirements +unknown +not asked")
        .contains(
            "Bring the environment to this version's program: pulumi preview --stack NAME, then"
                + " pulumi up --stack NAME.");
  }

  private static CommandLineRun check(String... options) throws Exception {
    return checkAsOf(QUIET_DAY, options);
  }

  private static CommandLineRun checkAsOf(String day, String... options) throws Exception {
    return CommandLineRun.of(
        stack,
        Stream.concat(Stream.of("upgrade-check", "--as-of", day), Arrays.stream(options))
            .toArray(String[]::new));
  }

  /** Runs the check while the ledger has another version. */
  private static CommandLineRun checkWithLedger(int version) throws Exception {
    int before = ledger(version);
    try {
      CommandLineRun check = check();
      // The command reads the ledger before it ends.
      check.exitCode();
      return check;
    } finally {
      ledger(before);
    }
  }

  /** Sets the version of the ledger's newest migration; returns the previous version. */
  private static int ledger(int version) throws Exception {
    try (Connection connection =
        new Postgres(AzureStack.of(site).postgres(), "a test").connect("change the ledger")) {
      int before = LedgerSchema.of(connection).found();
      Sql.update(
          connection,
          "update quarterdeck.flyway_schema_history set version = ? where version = ?",
          Integer.toString(version),
          Integer.toString(before));
      return before;
    }
  }

  private static void editTimeoutAndJar() {
    edit(settings -> settings.setTimeoutSeconds(60L));
    edit(
        settings -> {
          for (Task task : settings.getTasks()) {
            task.setLibraries(List.of(new Library().setJar("/Volumes/main/old.jar")));
          }
        });
  }

  private static void edit(Consumer<JobSettings> change) {
    workspace.tell(
        "edit the job",
        client -> {
          for (BaseJob job : client.jobs().list(new ListJobsRequest().setName(JOB))) {
            JobSettings settings = client.jobs().get(job.getJobId()).getSettings();
            change.accept(settings);
            client.jobs().update(new UpdateJob().setJobId(job.getJobId()).setNewSettings(settings));
          }
        });
  }

  private static void ended(CommandLineRun run) throws Exception {
    assertThat(run.exitCode()).as(run.error()).isZero();
  }
}

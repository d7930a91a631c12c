package io.quarterdeck.cli.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.lakehouse.LakehouseRollback;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.loader.history.RunChanges;
import io.quarterdeck.loader.history.RunChanges.ChangedTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollbackCommandTest {
  private static final RunChanges DAILY =
      new RunChanges(
          "daily-2",
          Instant.parse("2026-01-06T06:00:00Z"),
          List.of(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 6)),
          List.of(
              new ChangedTable("bronze/stackoverflow-posts", OptionalLong.of(4), 5),
              new ChangedTable("gold/topics_of_the_day", OptionalLong.empty(), 0)));

  private static final RunChanges REPLAY =
      new RunChanges(
          "run-7",
          Instant.parse("2026-01-05T07:30:00Z"),
          List.of(),
          List.of(new ChangedTable("silver/stackoverflow-posts", OptionalLong.of(2), 3)));

  private static final RestorePlan PLAN =
      RestorePlan.parse(
          "daily-2;daily-3;gold/topics_of_the_day:1:none,bronze/stackoverflow-posts:6:4");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --run a                                            | The system batch has no --run
          --day 2026-01-05 --discard-later                   | The system batch has no --day, --discard-later
          --systems lakehouse --dataset sales --wait 1       | The system lakehouse has no --dataset, --wait
          --systems lakehouse --jdbc-url jdbc:postgresql:x   | The system lakehouse has no --jdbc-url
          --systems lakehouse --run a --day 2026-01-05       | --day takes the place of --run
          --systems lakehouse --discard-later                | --discard-later needs --run or --day
          --systems streaming                                | Invalid value for option '--systems': streaming
          --systems lakehouse --day yesterday                | Invalid value for option '--day'
          """)
  void optionsOfAnotherSystemAndContradictionsAreRefused(String line, String message) {
    Run run = Run.of(("rollback " + line).split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).startsWith(message);
  }

  @Test
  void theJobIsStartedByThisCommandOnly() {
    Run run = Run.of("run", "--systems", "lakehouse", "--job", "rollback");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).startsWith("The command rollback starts the job rollback");
  }

  @Test
  void theListHasARowForEachTableOfARun() {
    RollbackList list =
        new RollbackList(List.of(DAILY, REPLAY), Optional.of(PLAN), ZoneId.of("UTC"));
    assertThat(printed(list::print))
        .isEqualTo(
            """
            The rollback of run daily-2 did not end. Complete it: ./quarterdeck rollback --systems lakehouse --run daily-2
              run      time              days                   table                       before  after
              daily-2  2026-01-06 06:00  2026-01-05,2026-01-06  bronze/stackoverflow-posts       4      5
                                                                gold/topics_of_the_day           -      0
              run-7    2026-01-05 07:30  -                      silver/stackoverflow-posts       2      3
            """);
    assertThat(new RollbackList(List.of(REPLAY), Optional.empty(), ZoneId.of("UTC")).json())
        .isEqualTo(
            """
            {"runs":[{"run":"run-7","time":"2026-01-05T07:30:00Z","days":[],"tables":[\
            {"table":"silver/stackoverflow-posts","before":2,"after":3}]}],"unfinished":null}""");
    assertThat(printed(new RollbackList(List.of(), Optional.empty(), ZoneId.of("UTC"))::print))
        .isEqualTo("No run changed a table of the lakehouse.\n");
  }

  @Test
  void theResultNamesTheTablesAndTheDaysToIngestAgain() {
    RolledBackText text =
        new RolledBackText(
            new LakehouseRollback.Result(
                "daily-2", Optional.of(PLAN), Optional.of(12L), List.of(DAILY)));
    assertThat(printed(text::print))
        .isEqualTo(
            """
            Rolled back run daily-2.
            Rolled back the later run daily-3.
              table                       version  now as version
              gold/topics_of_the_day            1         no rows
              bronze/stackoverflow-posts        6               4
            The container landing is unchanged. To ingest the days again, copy the corrected data, then run
              ./quarterdeck backfill --systems lakehouse --from 2026-01-05 --to 2026-01-06
            """);
    assertThat(text.json())
        .isEqualTo(
            """
            {"run":"daily-2","status":"rolled back","jobRun":12,"discarded":["daily-3"],\
            "days":["2026-01-05","2026-01-06"],"tables":[\
            {"table":"gold/topics_of_the_day","from":1,"to":null},\
            {"table":"bronze/stackoverflow-posts","from":6,"to":4}]}""");
    RolledBackText again =
        new RolledBackText(
            new LakehouseRollback.Result("a", Optional.empty(), Optional.empty(), List.of()));
    assertThat(printed(again::print)).isEqualTo("Run a is rolled back already.\n");
    assertThat(again.json()).contains("\"status\":\"rolled back already\"", "\"jobRun\":null");
  }

  private static String printed(Consumer<PrintWriter> print) {
    StringWriter out = new StringWriter();
    print.accept(new PrintWriter(out, true));
    return out.toString().replace(System.lineSeparator(), "\n");
  }
}

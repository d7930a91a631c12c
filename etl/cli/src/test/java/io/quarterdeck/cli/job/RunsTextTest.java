package io.quarterdeck.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.azure.databricks.run.TaskState;
import io.quarterdeck.cli.job.LoadedByRun.More;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LedgerProfile;
import io.quarterdeck.loader.ledger.LoadStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RunsTextTest {
  private static final Instant APRIL = Instant.parse("2026-04-01T04:00:00Z");
  private static final Dataset SALES =
      DatasetFile.parse(
          """
          name: sales
          table: shop.sales
          columns:
            - {name: day, type: date, format: yyyy-MM-dd, nullable: false}
            - {name: shop, type: text, nullable: false}
            - {name: amount, type: bigint, nullable: false}
            - {name: price, type: "decimal(10,2)"}
          export:
            by: [shop]
            period: {column: day, every: quarter}
            sum: [amount, price]
          """,
          Path.of("sales.yaml"));

  @Test
  void eachRunHasItsFilesRowsSumsDurationAndCost() {
    List<LedgerEntry> ledger =
        List.of(
            load(9, "ada@laptop", LoadStatus.PUBLISHED, 5, "5", "5.00"),
            load(8, "run 12", LoadStatus.FAILED, 7, "7", "7.00"),
            load(7, "run 12", LoadStatus.SUPERSEDED, 1_004_480, "9007199254740993", "0.10"),
            load(6, "run 12", LoadStatus.SUPERSEDED, 20, "2", "0.25"),
            load(5, "run 1", LoadStatus.ROLLED_BACK, 3, "3", "-1.50"));

    assertThat(
            print(
                List.of(
                    run(14, "running", "one time", "2026Q1", 59, OptionalDouble.of(0.0328)),
                    run(13, "success", "one time", "", 240, OptionalDouble.of(0.1333)),
                    run(12, "failed", "periodic", "", 3725, OptionalDouble.empty()),
                    run(1, "success", "periodic", "", 360, OptionalDouble.of(0.2))),
                run -> LoadedByRun.of(run, ledger, More.NONE)))
        .containsExactly(
            "  run  state    trigger   quarter  started                    took  files       rows "
                + " sums                                 ~DBU",
            "   14  running  one time  2026Q1   2026-04-01 06:00:00        59 s      0          0 "
                + " -                                    0.03",
            "   13  success  one time  -        2026-04-01 06:00:00   4 min 0 s      0          0 "
                + " -                                    0.13",
            "   12  failed   periodic  -        2026-04-01 06:00:00  62 min 5 s      2  1,004,500"
                + "  amount 9007199254740995, price 0.35     -",
            "    1  success  periodic  -        2026-04-01 06:00:00   6 min 0 s      1          3"
                + "  amount 3, price -1.50                0.20",
            "~DBU is an estimate of the billed Databricks units. Azure bills the machines"
                + " separately.");
  }

  @Test
  void whatTheLedgerCannotTellIsNotShownAsNothing() {
    RunRecord run = run(12, "success", "periodic", "", 60, OptionalDouble.of(0.03));
    List<LedgerEntry> younger = List.of(load(9, "run 15", LoadStatus.PUBLISHED, 5, "5", "5.00"));
    String unknown =
        "   12  success  periodic  -        2026-04-01 06:00:00  1 min 0 s      -     -  -    "
            + " 0.03";

    assertThat(print(List.of(run), each -> Optional.empty())).contains(unknown);
    assertThat(print(List.of(run), each -> LoadedByRun.of(each, younger, More.OLDER_ONES)))
        .contains(unknown);
  }

  @Test
  void withoutRunsItSaysHowToStartOne() {
    assertThat(print(List.of(), run -> Optional.empty()))
        .containsExactly("No runs yet. Start the first: ./quarterdeck run --wait");
  }

  private static List<String> print(
      List<RunRecord> runs, Function<RunRecord, Optional<LoadedByRun>> loaded) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new RunsText(SALES, ZoneId.of("Europe/Paris")).print(runs, loaded, out);
    out.flush();
    return text.toString().lines().toList();
  }

  private static RunRecord run(
      long id, String state, String trigger, String quarter, long seconds, OptionalDouble units) {
    return new RunRecord(
        id,
        new TaskState(TaskState.Stage.SUCCEEDED, state, Optional.empty()),
        trigger,
        quarter.isEmpty() ? Map.of() : Map.of("quarter", quarter),
        APRIL,
        Duration.ofSeconds(seconds),
        units,
        "https://adb/#job/7/run/" + id);
  }

  private static LedgerEntry load(
      long id, String who, LoadStatus status, long rows, String amount, String price) {
    return new LedgerEntry(
        id,
        "sales",
        "shop.sales",
        LoadMode.REPLACE,
        "sales.csv",
        Optional.empty(),
        "0".repeat(64),
        100,
        status,
        OptionalLong.of(rows),
        OptionalLong.of(rows),
        OptionalLong.of(0),
        OptionalLong.empty(),
        LedgerProfile.write(List.of(profile("amount", amount), profile("price", price))),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        APRIL.plusSeconds(60),
        Optional.of(APRIL.plusSeconds(90)),
        Optional.empty(),
        who,
        "0.1.0",
        0);
  }

  private static LedgerProfile profile(String name, String sum) {
    return new LedgerProfile(
        name, 0, 1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(sum));
  }
}

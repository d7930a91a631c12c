package io.quarterdeck.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Loads files into a real PostgreSQL with the command line. */
class LoadIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  private static final String SHOP =
      """
      name: shop
      table: shop.sales
      columns:
        - {name: day, source: Day, type: date, format: dd-MM-yyyy, nullable: false}
        - {name: item, source: Item, type: text, nullable: false}
        - {name: amount, source: Amount, type: bigint, min: 0, nullable: false}
      indexes: [[item]]
      """;

  private static final String SHOP_TWO = SHOP.replace("name: shop", "name: shop-two");

  @TempDir private Path folder;
  private Path dataset;

  @BeforeEach
  void writeDataset() throws IOException {
    dataset = Files.writeString(folder.resolve("shop.yaml"), SHOP);
  }

  @AfterEach
  void dropEverything() throws SQLException {
    SERVER.execute("drop schema if exists shop cascade");
    SERVER.execute("drop schema if exists quarterdeck cascade");
  }

  @Test
  void aLoadPublishesItsRowsWithTheirLines() throws Exception {
    Run run = load(csv("a.csv", "Day,Item,Amount\n01-02-2022,\"tea\ncup\",3\n28-02-2022,pot,4\n"));

    assertThat(run.error()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Loaded 2 rows of a.csv into shop.sales as load 1");
    assertThat(
            SERVER.rows("select load_id, load_line, day, item, amount from shop.sales order by 2"))
        .containsExactly("1|2|2022-02-01|tea\ncup|3", "1|4|2022-02-28|pot|4");
    assertThat(
            SERVER.rows(
                "select indexdef from pg_indexes where tablename = 'sales' and schemaname = 'shop'"
                    + " order by 1"))
        .anyMatch(index -> index.endsWith("(item)"))
        .anyMatch(index -> index.endsWith("(load_line, load_id)"));
  }

  @Test
  void jsonHasOneObjectWithEveryField() throws Exception {
    Run run = load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,3\n01-02-2022,tea,3\n"), "--json");

    assertThat(run.out())
        .matches(
            "\\{\"loadId\":1,\"dataset\":\"shop\",\"file\":\"a.csv\",\"sha256\":\"[0-9a-f]{64}\","
                + "\"rowsRead\":2,\"rowsLoaded\":2,\"rowsRejected\":0,\"duplicates\":1,"
                + "\"seconds\":[0-9.]+,\"status\":\"published\",\"rejectsFile\":null,\"datasetChanges\":\\[],"
                + "\"correlationId\":\"[0-9a-f-]{36}\"}\\R");
  }

  @Test
  void standardInputIsLoadedUnderTheNameStdin() throws Exception {
    Path input = csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,3\n");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Run run =
        Shell.reading(
            folder,
            input,
            List.of(
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Quarterdeck.class.getName()),
            "load",
            "-",
            "--dataset",
            dataset.toString(),
            "--jdbc-url",
            SERVER.jdbcUrl(),
            "--user",
            "postgres");

    assertThat(run.out()).contains("Loaded 1 rows of stdin into shop.sales as load 1");
    assertThat(amounts()).containsExactly("3");
    assertThat(SERVER.rows("select file from quarterdeck.load")).containsExactly("stdin");
    assertThat(temporary.toFile().list()).isEmpty();
    assertThat(load(input).out()).startsWith("stdin is loaded already: load 1 of shop.sales.");
  }

  @Test
  void loadsListsADatasetByFileOrNameEvenIfTheFileIsDeleted() throws Exception {
    assertThat(Run.on(SERVER, "loads", "--dataset", dataset).out()).startsWith("No loads yet.");
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,3\n"));
    Path renamed = Files.copy(dataset, folder.resolve("other.yaml"));

    for (Object given : List.of(dataset, renamed, "shop")) {
      Run run = Run.on(SERVER, "loads", "--dataset", given);
      assertThat(run.error()).isEmpty();
      assertThat(run.out()).contains("published").contains("a.csv");
    }
    Run other = Run.on(SERVER, "loads", "--dataset", csv("other.yaml", SHOP_TWO));
    assertThat(other.out()).startsWith("No loads yet.");
    assertThat(other.exitCode()).isZero();
  }

  @Test
  void loadsRefusesAnUnknownDatasetAndSuggestsASimilarName() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,3\n"));

    Run run = Run.on(SERVER, "loads", "--dataset", "shops");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.error())
        .isEqualTo(
            "Cannot find the dataset 'shops': found no shops.yaml in "
                + Folders.current().datasets()
                + " and no load of it in the ledger; expected one of shop (did you"
                + " mean 'shop'?). Name one of them, or give a file.");
    assertThat(Run.on(SERVER, "loads", "--dataset", folder.resolve("no.yaml")).error())
        .isEqualTo(
            "Cannot read the dataset file "
                + folder.resolve("no.yaml")
                + ": found no such file; expected one. Check the path.");
  }

  @Test
  void theSameBytesAreNotLoadedTwiceUnlessForced() throws Exception {
    Path file = csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,3\n");
    load(file);

    Run again = load(file);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out())
        .startsWith(
            "a.csv is loaded already: load 1 of shop.sales. Nothing to do; --force loads it"
                + " again.");

    assertThat(load(file, "--force").out()).contains("as load 2");
    assertThat(SERVER.rows("select id, status, superseded_by from quarterdeck.load order by id"))
        .containsExactly("1|superseded|2", "2|published|");
  }

  @Test
  void replaceReplacesEarlierLoadsAndAppendAddsToThem() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    load(csv("b.csv", "Day,Item,Amount\n01-02-2022,tea,2\n"), "--mode", "append");
    assertThat(amounts()).containsExactly("1", "2");

    load(csv("c.csv", "Day,Item,Amount\n01-02-2022,tea,3\n"));
    assertThat(amounts()).containsExactly("3");
  }

  @Test
  void aRollbackRestoresEverythingThatTheLoadReplaced() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    load(csv("b.csv", "Day,Item,Amount\n01-02-2022,tea,2\n"), "--mode", "append");
    load(csv("c.csv", "Day,Item,Amount\n01-02-2022,tea,3\n"));

    Run run = rollback();
    assertThat(run.error()).isEmpty();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            Took load 3 (c.csv) back.
            Readers see load 1 (a.csv) again.
            Readers see load 2 (b.csv) again.
            """);
    assertThat(amounts()).containsExactly("1", "2");

    assertThat(rollback().out()).contains("Took load 2 (b.csv) back.");
    assertThat(amounts()).containsExactly("1");
    Run first = rollback();
    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.error())
        .isEqualTo(
            "Cannot roll shop back: load 1 is its first; expected a load before it. Load another"
                + " file instead.");
    assertThat(amounts()).containsExactly("1");
  }

  @Test
  void retentionDropsOlderGenerations() throws Exception {
    for (int i = 1; i <= 4; i++) {
      load(csv(i + ".csv", "Day,Item,Amount\n01-02-2022,tea," + i + "\n"), "--keep", "1");
    }

    assertThat(SERVER.rows("select id, dropped is not null from quarterdeck.load order by id"))
        .containsExactly("1|t", "2|t", "3|f", "4|f");
    assertThat(SERVER.rows("select tablename from pg_tables where schemaname = 'shop' order by 1"))
        .containsExactly("sales", "sales_load_3", "sales_load_4");
    rollback();
    Run run = rollback();
    assertThat(run.error())
        .isEqualTo(
            "Cannot roll shop back: the rows of load 2 were dropped; expected them to be kept. Load"
                + " the file again instead.");
  }

  @Test
  void aFailedLoadDoesNotChangeTheTable() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));

    Run run = load(csv("b.csv", "Day,Item,Amount\n01-02-2022,tea,2\n31-02-2022,pot,3\n"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error()).contains("line 3").contains("31-02-2022");
    assertThat(amounts()).containsExactly("1");
    assertThat(SERVER.rows("select status, dropped is not null from quarterdeck.load where id = 2"))
        .containsExactly("failed|t");
    assertThat(SERVER.rows("select tablename from pg_tables where schemaname = 'shop' order by 1"))
        .containsExactly("sales", "sales_load_1");
  }

  @Test
  void rejectsWithinTheLimitAreKeptInAFileAndCounted() throws Exception {
    Path rejects = folder.resolve("rejects.csv");
    Run run =
        load(
            csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n31-02-2022,pot,3\n"),
            "--max-rejects",
            "50%",
            "--rejects",
            rejects);

    assertThat(run.exitCode()).isZero();
    assertThat(Files.readAllLines(rejects)).hasSize(2);
    assertThat(
            SERVER.rows(
                "select rows_read, rows_loaded, rows_rejected, rejects_file from quarterdeck.load"))
        .containsExactly("2|1|1|" + rejects);
  }

  @Test
  void aFileWithoutRowsPublishesNothingUnlessForced() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    Path empty = csv("empty.csv", "Day,Item,Amount\n");

    Run run = load(empty);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot load "
                + empty
                + ": it has a header and no rows; expected at least one row. Nothing was"
                + " published. Pass --force to publish an empty load.");
    assertThat(amounts()).containsExactly("1");

    assertThat(load(empty, "--force").exitCode()).isZero();
    assertThat(amounts()).isEmpty();
  }

  @Test
  void aSecondLoadOfTheDatasetNamesTheFirst() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    try (Connection other = SERVER.connect();
        Statement statement = other.createStatement()) {
      statement.execute("set application_name = 'quarterdeck load of shop by ada@laptop'");
      statement.execute("select pg_advisory_lock(20804, hashtext('shop.sales'))");

      Run run = load(csv("b.csv", "Day,Item,Amount\n01-02-2022,tea,2\n"));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.error())
          .matches(
              "Cannot change shop\\.sales: quarterdeck load of shop by ada@laptop \\(role postgres,"
                  + " server process \\d+, since [^)]+\\) holds it; expected one load per dataset"
                  + " at a time\\. Wait for it to end, or pass --wait with the seconds to wait\\.");
    }
    assertThat(amounts()).containsExactly("1");
  }

  @Test
  void theNextLoadCleansUpAfterAKilledLoad() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    SERVER.execute(
        """
        insert into quarterdeck.load
          (dataset, table_name, mode, file, sha256, bytes, status, who, tool_version)
        values ('shop', 'shop.sales', 'replace', 'dead.csv', repeat('0', 64), 1, 'running', 'ada@laptop', '0')
        """);
    SERVER.execute("create table shop.sales_load_2 (like shop.sales)");

    Run listed = Run.on(SERVER, "loads");
    assertThat(listed.out()).as(listed.error()).contains("interrupted").doesNotContain("running");

    assertThat(load(csv("b.csv", "Day,Item,Amount\n01-02-2022,tea,2\n")).exitCode()).isZero();
    assertThat(SERVER.rows("select id, status, failure from quarterdeck.load order by id"))
        .containsExactly(
            "1|superseded|",
            "2|interrupted|Its process ended before it was published; the next load cleaned up.",
            "3|published|");
    assertThat(SERVER.rows("select to_regclass('shop.sales_load_2')")).containsExactly("");
  }

  @Test
  void aServerThatStopsDuringALoadDoesNotChangeTheTable() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    Path large = csv("b.csv", "Day,Item,Amount\n" + "01-02-2022,tea,2\n".repeat(2_000_000));

    CompletableFuture<Run> loading =
        CompletableFuture.supplyAsync(() -> load(large, "--retry", "0"));
    while (!loading.isDone()
        && SERVER
            .rows(
                "select pg_terminate_backend(pid) from pg_stat_progress_copy"
                    + " where command = 'COPY FROM' and tuples_processed > 0")
            .isEmpty()) {
      Thread.onSpinWait();
    }

    Run run = loading.get();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith("Cannot load " + large + ": ")
        // The last message of the server, or an I/O error if the connection ended before it was
        // read.
        .containsAnyOf(
            ": terminating connection due to administrator command (SQLSTATE 57P01); ",
            ": Database connection failed when writing to copy; ")
        .endsWith(
            "; expected a PostgreSQL server that responds at "
                + SERVER.jdbcUrl()
                + ". Check that it runs (./quarterdeck local status for the local stack), then run"
                + " this again.");
    assertThat(amounts()).containsExactly("1");
    assertThat(load(large).exitCode()).isZero();
    assertThat(SERVER.rows("select count(*) from shop.sales")).containsExactly("2000000");
  }

  @Test
  void aTableDroppedByAUserIsCreatedAgain() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    SERVER.execute("drop table shop.sales");

    Run run = load(csv("b.csv", "Day,Item,Amount\n01-02-2022,tea,2\n"));
    assertThat(run.error()).isEmpty();
    assertThat(amounts()).containsExactly("2");
    assertThat(rollback().error())
        .isEqualTo(
            "Cannot roll shop back: the rows of load 1 were dropped; expected them to be kept. Load"
                + " the file again instead.");
  }

  @Test
  void aLongReaderDoesNotMakeOtherReadersWait() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    Path next = csv("b.csv", "Day,Item,Amount\n01-02-2022,tea,2\n");
    try (Connection reader = SERVER.connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select count(*) from shop.sales");
      CompletableFuture<Run> loading = CompletableFuture.supplyAsync(() -> load(next));
      while (!loading.isDone()
          && SERVER
              .rows("select 1 from pg_locks where not granted and locktype = 'relation'")
              .isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(loading).isNotDone();
      assertThat(amounts()).containsExactly("1");
      reader.commit();
      assertThat(loading.get().exitCode()).isZero();
    }
    assertThat(amounts()).containsExactly("2");
  }

  @Test
  void theMaximumNumberOfColumnsIsLoaded() throws Exception {
    wideDataset(1598, "boolean");
    assertThat(loadWide(1598, "t").error()).isEmpty();
    assertThat(SERVER.rows("select c1, c1598 from shop.sales")).containsExactly("t|t");
  }

  @Test
  void fixedWidthColumnsAreAcceptedIfTheRowFitsIntoAPage() throws Exception {
    // A row header takes 24 bytes, and the two columns that Quarterdeck adds take 16.
    wideDataset(1015, "bigint");
    assertThat(loadWide(1015, "9").error()).isEmpty();
    SERVER.execute("drop schema shop cascade; drop schema quarterdeck cascade");

    wideDataset(1016, "bigint");
    Run run = loadWide(1016, "9");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .endsWith(
            "shop.yaml:4: columns: found 1016 columns, which take 8168 bytes in a row when their"
                + " numbers, dates, times and booleans have values; expected at most 8160 bytes,"
                + " since a row must fit into a page of PostgreSQL. Split the dataset into several"
                + " with fewer columns");
    assertThat(SERVER.rows("select to_regclass('quarterdeck.load')")).containsExactly("");
  }

  @Test
  void rowsTooBigForAPageFailWithAdviceWithoutARetry() throws Exception {
    wideDataset(1590, "text");
    assertThat(loadWide(1590, "a").error()).isEmpty();

    Run run = loadWide(1590, "abcdefgh");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith("Cannot load " + folder.resolve("wide.csv") + ": row is too big: size ")
        .contains("maximum size 8160")
        .endsWith(
            "(SQLSTATE 54000); expected rows that fit into a page of PostgreSQL: 8160 bytes, of"
                + " which a long text takes 18 and a short one its bytes and 1. Split the dataset"
                + " into several with fewer columns.");
    assertThat(SERVER.rows("select id, status from quarterdeck.load order by id"))
        .containsExactly("1|published", "2|failed");
  }

  @Test
  void valuesTooLongForAnIndexFailWithAdvice() throws Exception {
    // PostgreSQL cannot compress random characters.
    String item =
        new Random(1).ints(5000, 'a', 'z' + 1).mapToObj(Character::toString).collect(joining());
    Run run = load(csv("a.csv", "Day,Item,Amount\n01-02-2022," + item + ",1\n"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .contains("index row size ")
        .endsWith(
            "expected values that are short enough for the dataset's indexes. Remove the columns"
                + " with long values from indexes in the dataset file, then run this again.");
  }

  private void wideDataset(int columns, String type) throws IOException {
    String listed =
        IntStream.rangeClosed(1, columns)
            .mapToObj(column -> "  - {name: c" + column + ", type: " + type + "}\n")
            .collect(joining());
    Files.writeString(dataset, "name: shop\ntable: shop.sales\ncolumns:\n" + listed);
  }

  private Run loadWide(int columns, String value) throws IOException {
    String names =
        IntStream.rangeClosed(1, columns).mapToObj(column -> "c" + column).collect(joining(","));
    String row = String.join(",", Collections.nCopies(columns, value));
    return load(csv("wide.csv", names + "\n" + row + "\n"));
  }

  @Test
  void aTableThatDoesNotMatchTheDatasetFailsWithAdvice() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    Files.writeString(dataset, SHOP.replace("type: bigint", "type: integer"));
    Run run = load(csv("b.csv", "Day,Item,Amount\n01-02-2022,tea,2\n"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot load into shop.sales: its column amount is bigint not null, not integer not"
                + " null; expected the columns of dataset shop. Change the dataset file or give it"
                + " another table; or, to change the table, run: alter table \"shop\".\"sales\""
                + " alter column \"amount\" type integer using \"amount\"::integer;");
  }

  @Test
  void thePrintedStatementMakesTheTableMatchTheDataset() throws Exception {
    load(csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n"));
    SERVER.execute("alter table shop.sales add column origin text not null default 'till'");
    Files.writeString(
        dataset,
        SHOP.replace("type: bigint", "type: integer")
            .replace(
                "indexes:",
                "  - {name: shelf, type: text, nullable: false}\n"
                    + "  - {name: note, type: text, nullable: true}\nindexes:"));
    Path file = csv("b.csv", "Day,Item,Amount,shelf,note\n01-02-2022,tea,2,left,fresh\n");

    Run refused = load(file);
    assertThat(refused.exitCode()).isEqualTo(1);
    String advice = refused.error().substring(refused.error().indexOf("alter table "));
    SERVER.execute(advice.replace("VALUE_OF_EARLIER_ROWS", "'unknown'"));

    Run loaded = load(file);
    assertThat(loaded.exitCode()).as(loaded.error()).isZero();
  }

  @Test
  void anUnreachableServerFailsWithAdvice() throws Exception {
    Path file = csv("a.csv", "Day,Item,Amount\n01-02-2022,tea,1\n");
    Run run =
        Run.of(
            "load",
            file.toString(),
            "--dataset",
            dataset.toString(),
            "--jdbc-url",
            "jdbc:postgresql://127.0.0.1:1/none",
            "--retry",
            "0",
            "--user",
            "ada");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith("Cannot load " + file + ": Connection to 127.0.0.1:1 refused.")
        .endsWith(
            "expected a PostgreSQL server that responds at jdbc:postgresql://127.0.0.1:1/none."
                + " Check that it runs (./quarterdeck local status for the local stack), then run"
                + " this again.");
  }

  private Run load(Path file, Object... more) {
    Object[] words = new Object[more.length + 4];
    words[0] = "load";
    words[1] = file;
    words[2] = "--dataset";
    words[3] = dataset;
    System.arraycopy(more, 0, words, 4, more.length);
    return Run.on(SERVER, words);
  }

  private Run rollback() {
    return Run.on(SERVER, "rollback", "--dataset", dataset);
  }

  private List<String> amounts() throws SQLException {
    return SERVER.rows("select amount from shop.sales order by amount");
  }

  private Path csv(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(UTF_8));
  }
}

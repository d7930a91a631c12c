package io.quarterdeck.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Adds repaired rejects to their load with the command line. */
class RepairIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  private static final String DAMAGED =
      """
      Amount,Note,Item,Day
      3,,tea,01-02-2022
      4,,pot,31-02-2022
      =5,,"tea
      cup",01-02-2022
      x,,mug,03-02-2022
      """;

  @TempDir private Path folder;
  private Shop shop;
  private Path rejects;

  @BeforeEach
  void openShop() throws IOException {
    shop = new Shop(SERVER, folder);
    rejects = folder.resolve("rejects.csv");
  }

  @AfterEach
  void dropEverything() throws SQLException {
    SERVER.execute("drop schema if exists shop, other cascade");
    SERVER.execute("drop schema if exists quarterdeck cascade");
  }

  @Test
  void repairedLinesAreAddedToTheirLoadAtTheirLines() throws Exception {
    loadDamaged();
    assertThat(Files.readString(rejects))
        .isEqualTo(
            """
            line,byte,column,code,found,expected,raw,load
            3,39,Day,not_a_date,31-02-2022,a day of the calendar written dd-MM-yyyy,"4,,pot,31-02-2022",%1$s
            4,57,Amount,not_a_number,'=5,"a whole number from 0 to 9223372036854775807, digits only","'=5,,""tea\\ncup"",01-02-2022",%1$s
            6,82,Amount,not_a_number,x,"a whole number from 0 to 9223372036854775807, digits only","x,,mug,03-02-2022",%1$s
            """
                .formatted("load 1 of " + digest()));
    fix("4,,pot,31-02", "4,,pot,28-02", "\"'=5", "\"5", "\"x,,mug", "\",,mug");

    Run run = shop.repair(rejects);
    assertThat(run.error()).isEmpty();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            Added 3 rows of %s to load 1 of shop.sales.
            Load 1 has 4 of 4 rows now, and 0 rejected.
            """
                .formatted(rejects));
    assertThat(shop.rows())
        .containsExactly(
            "1|2|2022-02-01|tea|3",
            "1|3|2022-02-28|pot|4",
            "1|4|2022-02-01|tea\ncup|5",
            "1|6|2022-02-03|mug|");
    assertThat(shop.counts()).isEqualTo("4|4|0|0");
  }

  @Test
  void theProfileAfterARepairEqualsThatOfAnUndamagedFile() throws Exception {
    loadDamaged();
    fix("4,,pot,31-02", "3,,tea,01-02", "\"'=5", "\"50", "\"x,,mug", "\",,mug");
    assertThat(shop.repair(rejects).error()).isEmpty();

    Path well =
        shop.text(
            "well.csv",
            """
            Amount,Note,Item,Day
            3,,tea,01-02-2022
            3,,tea,01-02-2022
            50,,"tea
            cup",01-02-2022
            ,,mug,03-02-2022
            """);
    assertThat(shop.load(well, "--mode", "append").error()).isEmpty();
    List<String> both =
        SERVER.rows(
            "select rows_read, rows_loaded, rows_rejected, duplicates, columns"
                + " from quarterdeck.load order by id");
    assertThat(both.get(0)).isEqualTo(both.get(1)).contains("\"sum\": \"56\"");
    assertThat(
            SERVER.rows("select load_id, file, rows_added, rows_rejected from quarterdeck.repair"))
        .containsExactly("1|rejects.csv|3|0");
  }

  @Test
  void addingTheSameLinesAgainChangesNothing() throws Exception {
    loadDamaged();
    fix("31-02", "28-02", "\"'=5", "\"5", "\"x,,", "\"6,,");
    shop.repair(rejects);

    Run again = shop.repair(rejects, "--json");
    assertThat(again.out())
        .isEqualToIgnoringNewLines(
            "{\"loadId\":1,\"dataset\":\"shop\",\"file\":\"%s\",\"rowsAdded\":0,\"rowsReplaced\":0,\"rowsPresent\":3,\"rowsRejected\":0,\"status\":\"already_added\",\"rejectsFile\":null}"
                .formatted(rejects));
    assertThat(shop.repair(rejects).out())
        .startsWith("Nothing to add: the 3 rows of " + rejects + " are in load 1 of shop.sales");
    assertThat(shop.counts()).isEqualTo("4|4|0|0");
    assertThat(SERVER.rows("select count(*) from quarterdeck.repair")).containsExactly("1");
  }

  @Test
  void aLineAddedBeforeWithOtherValuesIsReplacedOnlyOnRequest() throws Exception {
    loadDamaged();
    fix("31-02", "28-02", "\"'=5", "\"5", "\"x,,", "\"6,,");
    shop.repair(rejects);
    List<String> before = shop.rows();
    fix("\"6,,", "\"77,,");

    Run refused = shop.repair(rejects);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .contains(
            "Cannot add the rows of "
                + rejects
                + ": 1 of its lines were added to load 1 before with other values: line 6: amount"
                + " is 6, not 77; expected the values that the table has. Nothing was added. Pass"
                + " --replace to replace these rows with the file's values.");
    assertThat(shop.rows()).isEqualTo(before);

    Run replaced = shop.repair(rejects, "--replace");

    assertThat(replaced.out())
        .contains(
            "Replaced 1 rows of load 1 of shop.sales with those of "
                + rejects
                + "; 2 were there already.");
    assertThat(SERVER.rows("select amount from shop.sales where load_line = 6"))
        .containsExactly("77");
    assertThat(
            SERVER.rows(
                "select c ->> 'sum', c ->> 'max', repairs from quarterdeck.load,"
                    + " jsonb_array_elements(columns) c where c ->> 'name' = 'amount'"))
        .isEqualTo(SERVER.rows("select sum(amount), max(amount), 2 from shop.sales"));
    assertThat(shop.counts()).isEqualTo("4|4|0|0");
    assertThat(shop.load(shop.dataset(), "--replace").exitCode()).isEqualTo(2);
  }

  @Test
  void onlyTheColumnsLineRawAndLoadAreRequired() throws Exception {
    loadDamaged();
    String load = "load 1 of " + digest();
    Files.writeString(
        rejects,
        """
        raw;load;my note;line
        4,,pot,28-02-2022;%1$s;fixed;3
        x,,mug,03-02-2022;%1$s;;6
        """
            .formatted(load));
    Path still = folder.resolve("still.csv");

    assertThat(shop.repair(rejects, "--rejects", still).error())
        .contains(": 1 of 2 still do not fit; the first is line 6, column Amount: x instead of");
    Run run = shop.repair(rejects, "--rejects", still, "--max-rejects", "1");
    assertThat(run.error()).isEmpty();
    assertThat(shop.rows()).containsExactly("1|2|2022-02-01|tea|3", "1|3|2022-02-28|pot|4");
    assertThat(Files.readAllLines(still).get(1)).startsWith("6,,Amount,not_a_number,x,");
  }

  @Test
  void aLineThatStillDoesNotFitAddsNothingUnlessAllowed() throws Exception {
    loadDamaged();
    fix("31-02", "28-02", "\"'=5", "\"5");
    Path still = folder.resolve("still.csv");

    Run refused = shop.repair(rejects, "--rejects", still);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .isEqualTo(
            "Cannot add the rows of "
                + rejects
                + ": 1 of 3 still do not fit; the first is line 6 (byte 82), column Amount: x"
                + " instead of a whole number from 0 to 9223372036854775807, digits only; expected"
                + " at most 0 rejects. Nothing was added. Fix those lines too ("
                + still
                + " has the reason for each), or allow some with --max-rejects.");
    assertThat(shop.counts()).isEqualTo("4|1|3|0");

    Run allowed = shop.repair(rejects, "--rejects", still, "--max-rejects", "1");
    assertThat(allowed.out()).contains("1 still do not fit; each is in " + still);
    assertThat(shop.counts()).isEqualTo("4|3|1|0");
    rejects = still;
    fix("\"x,,mug", "\"7,,mug");
    assertThat(shop.repair(rejects).out()).contains("Load 1 has 4 of 4 rows now, and 0 rejected.");
    assertThat(shop.rows()).contains("1|6|2022-02-03|mug|7");
  }

  @Test
  void readersSeeTheRowsAndTheLedgerChangeTogether() throws Exception {
    StringBuilder rows = new StringBuilder("01-02-2022,tea,1\n");
    for (int row = 0; row < 20_000; row++) {
      rows.append("01-02-2022,tea,x\n");
    }
    Path damaged = shop.file("damaged.csv", rows.toString());
    shop.load(damaged, "--max-rejects", "100%", "--rejects", rejects);
    fix(",x\"", ",2\"");

    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Long> mixtures = CompletableFuture.supplyAsync(() -> mixtures(done));
    Run run = shop.repair(rejects);
    done.set(true);
    assertThat(run.error()).isEmpty();
    assertThat(mixtures.get()).isZero();
    assertThat(shop.counts()).isEqualTo("20001|20001|0|19999");
  }

  /** Counts the reads that saw rows that do not match the ledger, or only some of the rows. */
  private static long mixtures(AtomicBoolean done) {
    long seen = 0;
    try {
      while (!done.get()) {
        String both =
            SERVER
                .rows(
                    "select (select count(*) from shop.sales), (select rows_loaded from"
                        + " quarterdeck.load)")
                .get(0);
        seen += both.equals("1|1") || both.equals("20001|20001") ? 0 : 1;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return seen;
  }

  @Test
  void rejectsOfAnotherLoadOrFileAreRefused() throws Exception {
    loadDamaged();
    String good = Files.readString(rejects, UTF_8);

    write(good.replace(digest(), "0123456789abcdef"));
    refusedWith(
        "the ledger at postgres@"
            + SERVER.jdbcUrl()
            + " has no load 1 of 0123456789abcdef;"
            + " expected rejects of a load into this database. Nothing was added. Name that"
            + " database's stack, or the right file.");
    write(good.replaceFirst("\n6,", "\n60,") + good.lines().skip(3).findFirst().get() + "\n");
    refusedWith(
        "it has 4 lines that are not in load 1, which rejected 3; expected at most that many."
            + " Nothing was added. Keep only the lines that the load wrote.");
    write(good + good.lines().skip(3).findFirst().get() + "\n");
    refusedWith(
        "its lines 4 and 5 are both line 6 of the loaded file; expected each line once."
            + " Nothing was added. Delete one of them.");
    write(good.replace("\n6,82", "\n2,82"));
    fix("31-02", "28-02", "\"'=5", "\"5", "\"x,,", "\"6,,");
    assertThat(shop.repair(rejects).error())
        .contains("1 of its lines were added to load 1 before with other values: line 2: ");

    write(good);
    assertThat(shop.load(shop.file("next.csv", "01-02-2022,tea,9\n")).error()).isEmpty();
    refusedWith(
        "load 1 is superseded; expected a load that readers see. Nothing was added. Load the fixed"
            + " file instead.");
    Run other = new Shop(SERVER, folder, "other").repair(rejects);
    assertThat(other.error())
        .endsWith(
            "load 1 is of dataset shop; expected rejects of other. Nothing was added. Name the"
                + " right --dataset, or the right file.");
    assertThat(shop.rows()).containsExactly("2|2|2022-02-01|tea|9");
  }

  @Test
  void aLineThatDoesNotHoldExactlyOneRecordIsRefused() throws Exception {
    loadDamaged();
    String good = Files.readString(rejects, UTF_8);
    write(good.replace("\"x,,mug", "\"4,,\"\"mug"));
    refusedWith(
        "line 4 has a quote that never closes in its raw record; expected one record. Nothing was"
            + " added. Fix that line, then run this again.");
    write(good.replace("\"x,,mug", "\"1,,tea,01-01-2022\\n4,,mug"));
    refusedWith(
        "line 4 has more than one record in its raw record; expected one record. Nothing was"
            + " added. Fix that line, then run this again.");
  }

  private void refusedWith(String why) {
    Run run = shop.repair(rejects);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error()).isEqualTo("Cannot add the rows of " + rejects + ": " + why);
  }

  private void loadDamaged() throws IOException {
    Run run =
        shop.load(shop.text("damaged.csv", DAMAGED), "--max-rejects", "3", "--rejects", rejects);
    assertThat(run.error()).isEmpty();
  }

  private static String digest() throws SQLException {
    return SERVER.rows("select left(sha256, 16) from quarterdeck.load where id = 1").get(0);
  }

  /** Replaces texts in the file of rejects. Each text must exist. */
  private void fix(String... pairs) throws IOException {
    String text = Files.readString(rejects, UTF_8);
    for (int index = 0; index < pairs.length; index += 2) {
      assertThat(text).contains(pairs[index]);
      text = text.replace(pairs[index], pairs[index + 1]);
    }
    write(text);
  }

  private void write(String text) throws IOException {
    Files.writeString(rejects, text, UTF_8);
  }
}

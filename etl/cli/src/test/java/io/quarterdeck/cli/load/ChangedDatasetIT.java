package io.quarterdeck.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Loads files before and after a change of the dataset file, the table or the compression. */
final class ChangedDatasetIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  @TempDir Path folder;
  private Path dataset;

  @BeforeEach
  void writeDataset() throws Exception {
    dataset = folder.resolve("mover.yaml");
    describe("mkt.mover_a", "");
  }

  @AfterEach
  void dropEverything() throws SQLException {
    SERVER.execute("drop schema if exists mkt cascade");
    SERVER.execute("drop schema if exists quarterdeck cascade");
  }

  @Test
  void loadsOfAnEarlierTableAreSeparateFromThoseOfTheCurrentTable() throws Exception {
    load("st1.csv", "tea,1");
    load("st2.csv", "tea,2");
    describe("mkt.mover_b", "");

    Run moved = load("st2.csv", "tea,2");
    assertThat(moved.out()).startsWith("Loaded 1 rows of st2.csv into mkt.mover_b as load 3");
    describe("mkt.mover_a", "");
    assertThat(load("st2.csv", "tea,2").out())
        .startsWith("st2.csv is loaded already: load 2 of mkt.mover_a.");
    load("st5.csv", "tea,5");

    assertThat(SERVER.rows("select amount from mkt.mover_a")).containsExactly("5");
    assertThat(SERVER.rows("select amount from mkt.mover_b")).containsExactly("2");
    assertThat(rollback().out()).contains("Readers see load 2 (st2.csv) again.");
    assertThat(rollback().out()).contains("Readers see load 1 (st1.csv) again.");
    assertThat(SERVER.rows("select amount from mkt.mover_a")).containsExactly("1");
    assertThat(SERVER.rows("select amount from mkt.mover_b")).containsExactly("2");
  }

  @Test
  void aTableThatAnotherDatasetFillsIsRefused() throws Exception {
    load("a.csv", "tea,1");
    Path other =
        Files.writeString(
            folder.resolve("other.yaml"),
            Files.readString(dataset).replace("name: mover", "name: other"));

    Run refused = Run.on(SERVER, "load", csv("b.csv", "tea,2"), "--dataset", other);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .contains(
            "Cannot load into mkt.mover_a: readers see load 1 of dataset mover in it; expected a"
                + " table that only dataset other fills. Set another table in the dataset file, or"
                + " load with --dataset mover.");
    assertThat(SERVER.rows("select amount from mkt.mover_a")).containsExactly("1");
  }

  @Test
  void aCompressedCopyOfALoadedFileIsAlreadyLoaded() throws Exception {
    load("st1.csv", "tea,1");
    Path compressed = folder.resolve("st1.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write("item,amount\ntea,1\n".getBytes(StandardCharsets.UTF_8));
    }

    Run again = Run.on(SERVER, "load", compressed, "--mode", "append", "--dataset", dataset);

    assertThat(again.out()).startsWith("st1.csv is loaded already: load 1 of mkt.mover_a.");
    assertThat(SERVER.rows("select amount from mkt.mover_a")).containsExactly("1");
    assertThat(Run.on(SERVER, "load", compressed, "--force", "--dataset", dataset).exitCode())
        .isZero();
    assertThat(
            SERVER.rows("select count(distinct sha256), count(file_sha256) from quarterdeck.load"))
        .containsExactly("1|1");
  }

  @Test
  void loadedContentIsReportedWithTheChangesOfTheDatasetFile() throws Exception {
    load("a.csv", "tea,1");
    Files.writeString(
        dataset,
        Files.readString(dataset).replace("amount, type: bigint", "amount, min: 0, type: bigint"));

    Run again = load("a.csv", "tea,1");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out().lines())
        .containsExactly(
            "a.csv is loaded already: load 1 of mkt.mover_a. Nothing to do; --force loads it"
                + " again.",
            "The dataset file has changed since that load. The load does not include these changes:",
            "  - column amount: bigint, not nullable, from \"amount\"",
            "  + column amount: bigint, not nullable, min 0, from \"amount\"");
  }

  @Test
  void aRollbackRestoresPartitionsAfterTheColumnsOfTheTableChanged() throws Exception {
    load("a.csv", "tea,1");
    load("b.csv", "tea,2");
    SERVER.execute(
        "alter table mkt.mover_a add column price numeric(5,2) not null default 9.5,"
            + " add column note text collate \"C\"");
    describe(
        "mkt.mover_a",
        """
          - {name: price, type: 'decimal(5,2)', nullable: false}
          - {name: note, type: text, nullable: true}
        """);
    Path wider =
        Files.writeString(folder.resolve("c.csv"), "item,amount,price,note\nmug,3,1.25,new\n");
    assertThat(Run.on(SERVER, "load", wider, "--dataset", dataset).exitCode()).isZero();

    assertThat(rollback().out()).contains("Readers see load 2 (b.csv) again.");
    assertThat(SERVER.rows("select item, amount, price, note from mkt.mover_a"))
        .containsExactly("tea|2|9.50|");
    assertThat(
            SERVER.rows(
                "select c ->> 'name', c ->> 'sum' from quarterdeck.load,"
                    + " jsonb_array_elements(columns) c where id = 2 order by 1"))
        .containsExactly("amount|2", "item|", "note|", "price|9.50");

    SERVER.execute("alter table mkt.mover_a drop column note, alter column amount type integer");
    assertThat(rollback().out()).contains("Readers see load 1 (a.csv) again.");
    assertThat(SERVER.rows("select item, amount, price from mkt.mover_a"))
        .containsExactly("tea|1|9.50");
  }

  @Test
  void aRollbackToRowsThatDoNotFitTheChangedTableIsRefused() throws Exception {
    load("a.csv", "tea,1");
    load("b.csv", "mug,2");
    SERVER.execute(
        "delete from mkt.mover_a; alter table mkt.mover_a add column note text not null");

    Run refused = rollback();

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .contains(
            "Cannot publish load 1 again: the rows of mkt.mover_a_load_1 do not fit column note of"
                + " mkt.mover_a as it is now: ERROR: column \"note\" of relation"
                + " \"mover_a_load_1\" contains null values; expected rows that the table takes."
                + " Nothing was changed.");
    assertThat(SERVER.rows("select status from quarterdeck.load order by id"))
        .containsExactly("superseded", "published");
  }

  private void describe(String table, String moreColumns) throws Exception {
    Files.writeString(
        dataset,
        """
        name: mover
        table: %s
        columns:
          - {name: item, type: text, nullable: false}
          - {name: amount, type: bigint, nullable: false}
        %s\
        """
            .formatted(table, moreColumns));
  }

  private Path csv(String name, String row) throws Exception {
    return Files.writeString(folder.resolve(name), "item,amount\n" + row + "\n");
  }

  private Run load(String name, String row) throws Exception {
    return Run.on(SERVER, "load", csv(name, row), "--dataset", dataset);
  }

  private Run rollback() {
    return Run.on(SERVER, "rollback", "--dataset", dataset);
  }
}

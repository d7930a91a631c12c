package io.quarterdeck.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarterdeck.cli.Run;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A small dataset with its files and its table. */
final class Shop {
  private final TestPostgres server;
  private final Path folder;
  private final String name;

  /** Creates the dataset "shop" with the table shop.sales. */
  Shop(TestPostgres server, Path folder) throws IOException {
    this(server, folder, "shop");
  }

  /** Creates the same dataset with another name and the table sales in a schema of that name. */
  Shop(TestPostgres server, Path folder, String name) throws IOException {
    this.server = server;
    this.folder = folder;
    this.name = name;
    Files.writeString(
        dataset(),
        """
        name: %1$s
        table: %1$s.sales
        columns:
          - {name: day, source: Day, type: date, format: dd-MM-yyyy, nullable: false}
          - {name: item, source: Item, type: text, nullable: false}
          - {name: amount, source: Amount, type: bigint, min: 0, nullable: true}
        indexes: [[item]]
        """
            .formatted(name));
  }

  Path dataset() {
    return folder.resolve(name + ".yaml");
  }

  /** Writes a file with a header and these rows. */
  Path file(String fileName, String rows) throws IOException {
    return text(fileName, "Day,Item,Amount\n" + rows);
  }

  Path text(String fileName, String text) throws IOException {
    return Files.write(folder.resolve(fileName), text.getBytes(UTF_8));
  }

  /** Writes a file with many equal rows, so that the load takes some time. */
  Path large(String fileName, String item, int rows) throws IOException {
    return file(fileName, ("01-02-2022," + item + ",1\n").repeat(rows));
  }

  Run load(Path file, Object... more) {
    return command(List.of("load", file), more);
  }

  Run repair(Path rejects, Object... more) {
    return command(List.of("load-rejects", rejects), more);
  }

  Run rollback(Object... more) {
    return command(List.of("rollback"), more);
  }

  private Run command(List<Object> first, Object... more) {
    List<Object> words = new ArrayList<>(first);
    words.addAll(List.of(more));
    words.addAll(List.of("--dataset", dataset()));
    return Run.on(server, words.toArray());
  }

  /** The rows that readers see: line, day, item, amount. */
  List<String> rows() throws SQLException {
    return server.rows(
        "select load_id, load_line, day, item, amount from " + name + ".sales order by 1, 2");
  }

  /** The counts of the newest load in the ledger. */
  String counts() throws SQLException {
    return server
        .rows(
            "select rows_read, rows_loaded, rows_rejected, duplicates from quarterdeck.load"
                + " where dataset = '"
                + name
                + "' order by id desc limit 1")
        .get(0);
  }
}

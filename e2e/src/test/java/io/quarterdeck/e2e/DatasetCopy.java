package io.quarterdeck.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A copy of the dataset bank-transactions. It has its own name, and therefore its own table, loads,
 * job and folders in the containers.
 *
 * @param name the name of the dataset
 * @param file the dataset file
 */
record DatasetCopy(String name, Path file) {
  private static final Path ORIGINAL = Path.of("../datasets/bank-transactions.yaml");

  /** Writes the dataset file to a folder. */
  static DatasetCopy in(Path folder, String name) throws IOException {
    return new DatasetCopy(
        name,
        Files.writeString(
            folder.resolve(name + ".yaml"),
            Files.readString(ORIGINAL)
                .replace("name: bank-transactions", "name: " + name)
                .replace("table: bank.transactions", "table: " + table(name))));
  }

  /** Returns the name of the table. */
  String table() {
    return table(name);
  }

  private static String table(String name) {
    return schema(name) + ".transactions";
  }

  /** Returns the name of the table's schema. */
  String schema() {
    return schema(name);
  }

  private static String schema(String name) {
    return name.replace('-', '_');
  }

  /** Returns the values of an expression for each load of the dataset, the newest load first. */
  List<String> loads(LocalStackStatus status, String expression) throws SQLException {
    return status.rows(
        "select %s from quarterdeck.load where dataset = '%s' order by id desc"
            .formatted(expression, name));
  }

  /** Returns the id of the newest load. */
  String newestLoad(LocalStackStatus status) throws SQLException {
    return loads(status, "id").get(0);
  }
}

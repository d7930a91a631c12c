package io.quarterdeck.cli.property;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.property.RandomDataset.Field;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads random files of random datasets into a real PostgreSQL. Checks that the rows read are the
 * rows loaded plus the rows rejected, that exactly the damaged lines are rejected, and that the
 * table equals the other lines as DuckDB reads them.
 *
 * <p>{@code -Dproperty.runs=N} sets the number of runs, and {@code -Dproperty.seed=S} repeats a
 * failed run.
 */
class PropertyIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  @TempDir private Path folder;

  @Test
  void theTableEqualsTheValidLinesAsReadByDuckDb() throws Exception {
    Long only = Long.getLong("property.seed");
    int runs = only == null ? Integer.getInteger("property.runs", 25) : 1;
    long first = only == null ? new Random().nextLong() : only;
    try (DuckDb duckDb = new DuckDb()) {
      for (int run = 0; run < runs; run++) {
        one(first + run, duckDb);
      }
    }
  }

  private void one(long seed, DuckDb duckDb) throws Exception {
    String what = "-Dproperty.seed=" + seed;
    Random random = new Random(seed);
    RandomDataset dataset = RandomDataset.of("shop", random);
    int rows = random.nextInt(10) == 0 ? 20_000 : random.nextInt(300);
    RandomFile file = new RandomFile(dataset, random, rows);
    Path valid = Files.write(folder.resolve("valid.csv"), file.valid());
    Path rejects = folder.resolve("rejects.csv");
    Files.deleteIfExists(rejects);

    Run run =
        Run.on(
            SERVER,
            "load",
            written(file, random.nextInt(4) == 0),
            "--dataset",
            Files.writeString(folder.resolve("shop.yaml"), dataset.yaml()),
            "--max-rejects",
            "100%",
            "--rejects",
            rejects,
            "--force");
    assertThat(run.error()).as(what).isEmpty();
    assertThat(SERVER.rows("select rows_read, rows_loaded, rows_rejected from quarterdeck.load"))
        .as(what)
        .containsExactly(rows + "|" + file.fitting().size() + "|" + file.damaged().size());
    assertThat(SERVER.rows("select load_line from shop.rows order by load_line"))
        .as(what)
        .isEqualTo(file.fitting());
    assertThat(places(rejects)).as(what).isEqualTo(file.damaged());
    assertThat(loaded(dataset)).as(what).isEqualTo(duckDb.rows(valid, dataset, file.order()));
    SERVER.execute("drop schema shop, quarterdeck cascade");
  }

  private Path written(RandomFile file, boolean compressed) throws IOException {
    if (!compressed) {
      return Files.write(folder.resolve("all.csv"), file.all());
    }
    Path path = folder.resolve("all.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(file.all());
    }
    return path;
  }

  /** The line and the byte offset of each reject. Checks that each reject is on one line. */
  private static List<String> places(Path rejects) throws IOException {
    return Files.exists(rejects)
        ? Files.readAllLines(rejects).stream()
            .skip(1)
            .map(line -> line.replaceFirst("^(\\d+,\\d+),.*", "$1"))
            .toList()
        : List.of();
  }

  private static List<List<String>> loaded(RandomDataset dataset) throws SQLException {
    String names = dataset.columns().stream().map(PropertyIT::words).collect(joining(", "));
    try (Connection connection = SERVER.connect()) {
      return DuckDb.rows(connection, "select " + names + " from shop.rows order by load_line");
    }
  }

  private static String words(Field column) {
    return switch (column.kind()) {
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN -> column.name();
      case DATE -> "to_char(" + column.name() + ", 'YYYY-MM-DD')";
      case TIMESTAMP -> "to_char(" + column.name() + ", 'YYYY-MM-DD HH24:MI:SS')";
    };
  }
}

package io.quarterdeck.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose tables are on a small disk, which a load fills. */
class DiskFullIT {
  private static final int DISK_MEBIBYTES = 64;
  private static final int ROWS = 200_000;

  @TempDir private Path folder;
  private FaultServer server;
  private Path dataset;

  @BeforeEach
  void startOnSmallDisk() throws Exception {
    requireMount();
    server = new FaultServer(folder.resolve("data"));
    server.restartWithSmallDisk(folder.resolve("small"), DISK_MEBIBYTES);
    execute("create tablespace small location '" + folder.resolve("small") + "'");
    execute("alter database postgres set default_tablespace = small");
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns:
              - {name: item, source: Item, type: text, nullable: false}
              - {name: amount, source: Amount, type: bigint, nullable: false}
            indexes: [[item]]
            """);
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  /**
   * With 2 MiB free, the disk is full while rows are copied. With 13 MiB, it is full while an index
   * is built, because the rows take 11 MiB.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 13})
  void aFullDiskIsReportedWithoutARetryAndLeavesNoRows(int freeMebibytes) throws Exception {
    assertThat(load("a.csv", 1).error()).isEmpty();
    execute("create table filler (x text storage plain, i integer)");
    fillUp(freeMebibytes);

    Path large = file("b.csv", ROWS);
    long began = System.nanoTime();
    Run run = load(large);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith("Cannot load " + large + ": ")
        .contains("No space left on device")
        .contains("SQLSTATE 53100")
        .endsWith(
            "; expected free space on the server's disk. Free or add some, then run this again.");
    assertThat(server.numbers("select count(*) from shop.sales")).containsExactly(1L);
    assertThat(
            server.numbers(
                "select count(*) filter (where status = 'failed' and dropped is not null and"
                    + " failure like '%No space left on device%'), count(*) from quarterdeck.load"))
        .as("one attempt, that failed (%.1f s)", (System.nanoTime() - began) / 1e9)
        .containsExactly(1L, 2L);
    assertThat(server.numbers("select count(*) from pg_tables where schemaname = 'shop'"))
        .as("the table and its one partition")
        .containsExactly(2L);

    execute("drop table filler");
    assertThat(load(large).error()).isEmpty();
    assertThat(server.numbers("select count(*), sum(amount) from shop.sales"))
        .containsExactly((long) ROWS, (long) ROWS);
  }

  /** Fills the disk until the given size is free, with an error of at most 1 MiB. */
  private void fillUp(int freeMebibytes) throws SQLException {
    long used = server.numbers("select pg_tablespace_size('small') / 1048576").get(0);
    long rows = (DISK_MEBIBYTES - used - freeMebibytes) * 1024 / 4 + 1;
    execute(
        "insert into filler select (select string_agg(md5(random()::text), '') from"
            + " generate_series(1, 120)), i from generate_series(1, "
            + rows
            + ") i");
  }

  private Run load(String name, int rows) throws IOException {
    return load(file(name, rows));
  }

  private Run load(Path file) {
    return Run.of(
        "load",
        file.toString(),
        "--dataset",
        dataset.toString(),
        "--jdbc-url",
        server.endpoint(server.port()).jdbcUrl(),
        "--user",
        "postgres");
  }

  private Path file(String name, int rows) throws IOException {
    return Files.writeString(folder.resolve(name), "Item,Amount\n" + "tea,1\n".repeat(rows));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * If the tool is missing, the build fails, because it can be installed. If the machine forbids
   * mounting, the test is skipped.
   */
  private static void requireMount() throws Exception {
    try {
      Process process =
          new ProcessBuilder(List.of("unshare", "-r", "-m", "sh", "-c", "mount -t tmpfs none /tmp"))
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      Assumptions.assumeTrue(
          process.waitFor() == 0, "a small disk cannot be mounted here: " + said.strip());
    } catch (IOException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw e;
      }
      Assumptions.abort("unshare is missing: install util-linux to run this test");
    }
  }
}

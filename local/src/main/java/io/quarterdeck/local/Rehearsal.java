package io.quarterdeck.local;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.cli.Quarterdeck;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.local.postgres.LocalPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does once what commands do, on a PostgreSQL of its own, so that the JVM can write down which
 * classes that takes. The launcher makes an archive of them, and later starts read that instead of
 * the jars. The server's password is in PGPASSWORD, where {@code load} looks for it.
 */
final class Rehearsal {
  private static final String DATASET =
      """
      name: rehearsal
      table: rehearsal.sales
      columns:
        - {name: day, type: date, format: dd-MM-yyyy, nullable: false}
        - {name: item, type: text, nullable: false}
        - {name: amount, type: bigint, min: 0}
      indexes: [[item]]
      """;

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("quarterdeck-rehearsal-");
    LocalPostgres postgres =
        new LocalPostgres(
            folder.resolve("postgres"), Folders.current().cache(), folder.resolve("postgres.log"));
    try {
      int port = Ports.free();
      postgres.start(port, System.getenv("PGPASSWORD"));
      load(folder, LocalPostgres.endpoint(port, "").jdbcUrl());
    } finally {
      postgres.stop();
      FolderTree.delete(folder);
    }
  }

  private static void load(Path folder, String url) throws IOException {
    Path dataset = Files.writeString(folder.resolve("rehearsal.yaml"), DATASET);
    Path file =
        Files.writeString(folder.resolve("sales.csv"), "day,item,amount\n01-02-2022,tea,3\n");
    command("load", "--help");
    command("check", file.toString(), "--dataset", dataset.toString());
    // The first makes the ledger and the table, the second takes the first one's place.
    for (int load = 0; load < 2; load++) {
      command(
          "load",
          file.toString(),
          "--dataset",
          dataset.toString(),
          "--force",
          "--jdbc-url",
          url,
          "--user",
          LocalPostgres.USER);
    }
  }

  private static void command(String... words) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    int code = Quarterdeck.commandLineFor(words).setOut(nowhere).execute(words);
    if (code != 0) {
      throw new Failure(
          "Cannot rehearse "
              + String.join(" ", words)
              + ": it ended with "
              + code
              + "; expected 0. Commands start slower until it is mended.");
    }
  }
}

package io.quarterdeck.local;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.postgres.LocalPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs typical commands once on a temporary PostgreSQL, so that the JVM can record which classes
 * they load. The launcher creates a class data sharing archive from the record, which makes later
 * starts faster. The password of the server is in PGPASSWORD, which {@code load} reads.
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
    // The first load creates the ledger and the table. The second load replaces the first one.
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

  private static void command(String... arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    int code = Quarterdeck.commandLineFor(arguments).setOut(nowhere).execute(arguments);
    if (code != 0) {
      throw Failure.of(
          "Cannot rehearse %s: it ended with %s; expected 0. Commands start more "
              + "slowly until this is fixed.",
          String.join(" ", arguments), code);
    }
  }
}

package io.quarterdeck.cli.newdataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Describes files, checks them and loads them into PostgreSQL, without an edit between. */
final class NewDatasetIT {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  @TempDir private Path folder;

  @AfterEach
  void dropEverything() throws SQLException {
    SERVER.execute("drop schema if exists data cascade");
    SERVER.execute("drop schema if exists quarterdeck cascade");
  }

  @Test
  void aFileOfASpreadsheetIsLoadedWithoutAnEdit() throws Exception {
    Path file =
        write(
            "Umsätze.csv",
            """
            Umsätze 2022;;;
            Ort;Betrag (€);Datum;Anteil
            Köln;1.234,50;31.01.2022;12,5%
            Zürich;2,00;01.02.2022;n/a
            """);
    Run run = described(file);
    assertThat(run.error()).isEmpty();

    assertThat(load(file).out())
        .startsWith("Loaded 2 rows of Umsätze.csv into data.umsatze as load 1");
    assertThat(SERVER.rows("select load_line, ort, betrag, datum, anteil from data.umsatze"))
        .containsExactly("3|Köln|1234.50|2022-01-31|12.5", "4|Zürich|2.00|2022-02-01|");
  }

  @Test
  void aRejectOfAnotherEncodingIsRepairedAndAddedWithItsLine() throws Exception {
    Path file = write("towns.csv", "town;n\nKöln;1\nZürich;2\n");
    described(file);
    Path more = write("more.csv", "town;n\nGöteborg;3\nMalmö;x\n");
    Path rejects = folder.resolve("rejects.csv");
    Run loaded = load(more, "--max-rejects", "1", "--rejects", rejects);
    assertThat(loaded.error()).isEmpty();
    String text = Files.readString(rejects);
    assertThat(text).contains("\n3,18,n,not_a_number,x,").contains(",Malmö;x,load 1 of ");

    Files.writeString(rejects, text.replace("Malmö;x", "Malmö;4"));
    Run repaired =
        Run.on(
            SERVER,
            "load-rejects",
            rejects,
            "--dataset",
            yaml(),
            "--rejects",
            folder.resolve("again.csv"));
    assertThat(repaired.error()).isEmpty();
    assertThat(SERVER.rows("select load_line, town, n from data.towns order by 1"))
        .containsExactly("2|Göteborg|3", "3|Malmö|4");
  }

  @Test
  void theFilesOfAFolderAreOneLoadWhoseDigestIsThatOfTheirContent() throws Exception {
    Path data = Files.createDirectory(folder.resolve("parts"));
    Files.writeString(data.resolve("1.csv"), "k,at\n1,2022-01-01T10:00:00+02:00\n");
    Files.writeString(data.resolve("2.csv"), "k,at\n2,2022-01-02T00:00:00+02:00\n");
    described(data.resolve("1.csv"));

    assertThat(load(data).out())
        .startsWith("Loaded 2 rows of parts.csv into data.data_1 as load 1");
    assertThat(SERVER.rows("select load_line, k, at from data.data_1 order by 1"))
        .containsExactly("2|1|2022-01-01 08:00:00", "3|2|2022-01-01 22:00:00");
    assertThat(load(data).out()).startsWith("parts.csv is loaded already: load 1");
  }

  private Path write(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(WINDOWS));
  }

  private Path yaml() {
    return folder.resolve("dataset.yaml");
  }

  private Run described(Path file) {
    Run run = Run.of("new-dataset", file.toString(), "--out", yaml().toString());
    assertThat(Run.of("check", file.toString(), "--dataset", yaml().toString()).exitCode())
        .isZero();
    return run;
  }

  private Run load(Path file, Object... more) {
    List<Object> words = new ArrayList<>(List.of("load", file, "--dataset", yaml()));
    words.addAll(List.of(more));
    return Run.on(SERVER, words.toArray());
  }
}

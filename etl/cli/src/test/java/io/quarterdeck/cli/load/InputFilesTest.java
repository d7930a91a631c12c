package io.quarterdeck.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each command that reads a file accepts CSV, plain or compressed, and prints what to do with other
 * formats.
 */
@Timeout(120)
class InputFilesTest {
  private static final String TEXT = "Item,Amount\ntea,1\n";
  private static final String EXPECTED =
      "; expected CSV text, as it is or compressed with gzip, zstd or zip. ";
  private static final String REGULAR =
      "; expected a regular file. To read from a pipe, give - for the file of load or check:"
          + " COMMAND | ./quarterdeck load -";

  /** {@link #TEXT} compressed with bzip2, xz and zstd. */
  private static final String BZIP2 =
      "425a68393141592653590989b4c90000035d800010000420002020220386002000310340d0204794cca5a38206"
          + "08af328a7f1772453850900989b4c9";

  private static final String XZ =
      "fd377a585a000004e6d6b4460200210116000000742fe5a30100114974656d2c416d6f756e74"
          + "0a7465612c310a0000005c0457e84c3d6e9600012a124b0854bc1fb6f37d010000000004595a";
  private static final String ZSTD =
      "28b52ffd04589100004974656d2c416d6f756e740a7465612c310a5ef5cc13";

  @TempDir private Path folder;
  private Path dataset;

  @BeforeEach
  void writeDataset() throws IOException {
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns:
              - {name: item, source: Item, type: text}
              - {name: amount, source: Amount, type: bigint}
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "https://host/a.csv?sig=secret, https://host/a.csv,"
        + " 'Download it and give that file, or run: curl -fsSL URL | ./quarterdeck load -'",
    "abfss://landing@account.dfs.core.windows.net/a.csv,"
        + " abfss://landing@account.dfs.core.windows.net/a.csv,"
        + " Copy it to this machine and give that file.",
    "s3://bucket/a.csv, s3://bucket/a.csv, Copy it to this machine and give that file.",
    "file:///data/a.csv, file:///data/a.csv, Give its path.",
  })
  void urls(String url, String shown, String advice) {
    everyCommandRefuses(
        url, "Cannot read " + shown + ": it is a URL; expected a file on this machine. " + advice);
  }

  @Test
  void pipesSocketsAndDevicesAreRefusedBeforeTheyAreOpened() throws Exception {
    Path pipe = folder.resolve("pipe.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    everyCommandRefuses(pipe, "Cannot read " + pipe + ": it is a named pipe" + REGULAR);

    Path socket = folder.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      everyCommandRefuses(socket, "Cannot read " + socket + ": it is a socket" + REGULAR);
    }
    everyCommandRefuses(
        Path.of("/dev/zero"), "Cannot read /dev/zero: it is a character device" + REGULAR);
    everyCommandRefuses(
        Path.of("/dev/stdin"),
        "Cannot read /dev/stdin: it is an open file of this process" + REGULAR);
  }

  @Test
  void theFilesOfAFolderOrAPatternAreReadAsOneFile() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    String none = "; expected at least one file";
    assertThat(check(data).error())
        .isEqualTo(
            "Cannot read "
                + data
                + ": no file matches"
                + none
                + " such as data.csv in the folder. Check the path.");
    Files.writeString(data.resolve("b.csv"), "Item,Amount\r\nmilk,x\r\n");
    Files.writeString(data.resolve("a.csv"), "Item,Amount\ntea,1\n\"two\nlines\",2");
    Files.write(
        data.resolve("c.csv.gz"), gzip("Item,Amount\nrice,3\n".getBytes(StandardCharsets.UTF_8)));
    Files.writeString(data.resolve("README.md"), "Not data.");

    Run run = check(data);
    assertThat(run.out())
        .contains("Checked 4 rows of " + data + " against shop")
        .contains("     5  Amount  x");
    Run some = check(data.resolve("[ac]*"));
    assertThat(some.out()).contains("Checked 3 rows of " + data.resolve("[ac]*")).contains("3 fit");
    assertThat(check(data.resolve("d*")).error())
        .isEqualTo(
            "Cannot read " + data.resolve("d*") + ": no file matches" + none + ". Check the path.");

    Files.writeString(data.resolve("d.csv"), "Amount,Item\n1,tea\n");
    assertThat(check(data).error())
        .isEqualTo(
            "Cannot read "
                + data.resolve("d.csv")
                + ": its header is Amount,Item; expected Item,Amount, as in a.csv. Load files with"
                + " other columns separately, or name the files with a pattern such as"
                + " 'FOLDER/*.csv'.");
    // Before it starts or opens a stack.
    assertThat(run("bootstrap", "--file", data.toString()).error()).endsWith(check(data).error());
    assertThat(run("load-rejects", folder.toString()).error())
        .isEqualTo("Cannot read " + folder + ": it is a directory; expected a file. Name a file.");
  }

  @Test
  void archivesAndSpreadsheets() throws IOException {
    assertThat(check(zip("a.csv", "a.csv")).out()).contains("1 fit");
    refuses(
        zip("a.xlsx", "[Content_Types].xml"),
        "it is a spreadsheet or another Office document (.xlsx, .ods)",
        "Export the sheet as CSV (UTF-8) and give that file.");
    refuses(
        hex("a.xls", "d0cf11e0a1b11ae10000000000000000"),
        "it is an Office document of before 2007 (.xls)",
        "Export the sheet as CSV (UTF-8) and give that file.");
    byte[] tar = new byte[1024];
    tar[0] = 'a';
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    refuses(write("a.tar", tar), "it is a tar archive", "Unpack it and give the CSV file in it.");
    refuses(
        write("a.tar.gz", gzip(tar)),
        "it is compressed with gzip, and what it holds is a tar archive",
        "Decompress it. Unpack it and give the CSV file in it.");
  }

  @Test
  void otherCompressionsAndParquet() throws IOException {
    refuses(
        hex("a.csv", BZIP2),
        "it is compressed with bzip2",
        "Decompress it with bunzip2, or run: bzcat FILE | ./quarterdeck load -");
    refuses(
        hex("a.csv", XZ),
        "it is compressed with xz",
        "Decompress it with unxz, or run: xzcat FILE | ./quarterdeck load -");
    assertThat(check(hex("a.csv", ZSTD)).out()).contains("1 fit");
    refuses(
        write("a.csv.gz", gzip(gzip(TEXT.getBytes(StandardCharsets.UTF_8)))),
        "it is compressed with gzip twice",
        "Decompress it once, and give the result.");
    refuses(
        write("a.csv", ("PAR1" + "\u0015".repeat(40) + "PAR1").getBytes(StandardCharsets.UTF_8)),
        "it is a Parquet file",
        "Export its rows as CSV (UTF-8) and give that file.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void utf16(String charset) throws IOException {
    refuses(
        write("a.csv", TEXT.getBytes(charset)),
        "it is UTF-16 text",
        "Set the encoding in the dataset file, as in csv: {encoding: UTF-16}, or save it as"
            + " UTF-8.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PAR1", "BZh1", "PK", "Zähler"})
  void aHeaderThatBeginsAsAnotherFormatIsCsv(String column) throws IOException {
    Files.writeString(
        dataset,
        "name: shop\ntable: shop.sales\ncolumns: [{name: a, source: '"
            + column
            + "', type: text}]");
    Run run = check(write("a.csv", (column + "\ntea\n").getBytes(StandardCharsets.UTF_8)));

    assertThat(run.error()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void gzipIsReadWhateverTheNameAndTextWhateverTheName() throws IOException {
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    assertThat(check(write("a.csv", gzip(text))).out()).contains("1 fit");
    assertThat(check(write("b.csv.gz", gzip(text))).out()).contains("1 fit");
    assertThat(check(write("c.csv.gz", text)).out()).contains("1 fit");
    Path neither = write("d.csv.gz", new byte[] {0, 1, 2});
    everyCommandRefuses(
        neither,
        "Cannot read "
            + neither
            + ": it is named .gz and holds no gzip data; it begins with the bytes 00 01 02"
            + EXPECTED
            + "Copy it again, or compress the CSV file again.");
  }

  @Test
  void standardInputIsCheckedAndItsCopyDeleted() throws Exception {
    Path input = write("input", gzip(TEXT.getBytes(StandardCharsets.UTF_8)));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Run run = Shell.reading(folder, input, javaWords(temporary), words("check", "-", "--json"));

    assertThat(run.error()).doesNotContain("Cannot");
    assertThat(run.out()).contains("\"file\":\"stdin\"").contains("\"rowsRead\":1");
    assertThat(temporary.toFile().list()).isEmpty();

    Run bad = Shell.reading(folder, dataset, javaWords(temporary), words("check", "-"));
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.error()).contains("Cannot read stdin: its header lacks Item, Amount;");
    assertThat(temporary.toFile().list()).isEmpty();
  }

  @Test
  void theCopyOfStandardInputIsDeletedWhenTheCommandIsInterrupted() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    try (Shell.Started started = Shell.start(folder, javaWords(temporary), words("check", "-"))) {
      started.write(TEXT);
      started.await(() -> temporary.toFile().list().length > 0);
      assertThat(started.terminate()).isEqualTo(143);
    }
    assertThat(temporary.toFile().list()).isEmpty();
    assertThat(folder.resolve("out.txt")).isEmptyFile();
  }

  @Test
  void anInterruptedCommandPrintsOneJsonObjectTooWhenThatIsAskedFor() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    try (Shell.Started started =
        Shell.start(folder, javaWords(temporary), words("check", "-", "--json"))) {
      started.write(TEXT);
      started.await(() -> temporary.toFile().list().length > 0);
      assertThat(started.terminate()).isEqualTo(143);
    }
    assertThat(folder.resolve("out.txt"))
        .hasContent(
            "{\"error\":{\"code\":\"interrupted\",\"number\":null,\"message\":\"Interrupted before the command had"
                + " ended.\",\"hint\":null,\"rejectsFile\":null}}");
  }

  @Test
  void aTerminalIsNoStandardInput() throws Exception {
    Run run =
        Shell.reading(
            folder,
            dataset,
            javaWords(folder, "-Dquarterdeck.stdin.terminal=true"),
            words("check", "-"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot read standard input: it is a terminal; expected a file or a pipe. Run it as in:"
                + " COMMAND | ./quarterdeck load -");
  }

  @Test
  void commandsThatDoNotReadStandardInputSaySo() {
    String message =
        "Cannot read -: only load FILE and check FILE read standard input; expected a file. Save it"
            + " first, and give that file.";
    assertThat(run("bootstrap", "--file", "-").error()).isEqualTo(message);
    assertThat(run("load-rejects", "-").error()).isEqualTo(message);
  }

  private void refuses(Path file, String found, String advice) {
    everyCommandRefuses(file, "Cannot read " + file + ": " + found + EXPECTED + advice);
  }

  private void everyCommandRefuses(Object file, String message) {
    for (Run run :
        List.of(
            run("check", file.toString()),
            run("load", file.toString()),
            run("load-rejects", file.toString()),
            run("bootstrap", "--file", file.toString()))) {
      assertThat(run.error()).isEqualTo(message);
      assertThat(run.exitCode()).isEqualTo(1);
    }
  }

  private Run check(Path file) {
    return run("check", file.toString());
  }

  private Run run(String... words) {
    return Run.of(words(words));
  }

  private String[] words(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--dataset", dataset.toString()));
    return all.toArray(String[]::new);
  }

  private static List<String> javaWords(Path temporary, String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(
        List.of(
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Quarterdeck.class.getName()));
    return words;
  }

  private Path hex(String name, String bytes) throws IOException {
    return write(name, HexFormat.of().parseHex(bytes));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path zip(String name, String entry) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }
}

package io.quarterdeck.e2e.powerbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the SQL of the lakehouse and the model of Power BI with the parsers of others: sqlfluff
 * for T-SQL, tmdl-parser for TMDL. Neither runs them.
 */
class LakehouseFilesIT {
  private static final Path LAKEHOUSE = Path.of("..", "lakehouse").toAbsolutePath().normalize();
  private static final String PYTHON =
      Optional.ofNullable(System.getenv("QUARTERDECK_CHECKS_PYTHON")).orElse("python3");

  private static final String TMDL =
      """
      import sys
      from tmdlparser import TMLDParser
      parser = TMLDParser(sys.argv[1])
      parser.parse_all_tables()
      for file, elements in sorted(parser.to_dict().items()):
          for element in elements:
              kinds = [each["element"].split(" ")[0] for each in element["properties"] if isinstance(each, dict)]
              counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds)))
              print(element["element"], "|", counts, "|", element["description"])
      """;

  private record Said(int exitCode, String text) {}

  @BeforeAll
  static void hasTheParsers() throws Exception {
    boolean there = python("-c", "import sqlfluff, tmdlparser").exitCode() == 0;
    String advice =
        "The parsers are missing: python3 -m pip install -r lakehouse/checks.txt, or set"
            + " QUARTERDECK_CHECKS_PYTHON to a Python that has them";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(advice).isTrue();
    }
    assumeTrue(there, advice);
  }

  @Test
  void sqlfluffAcceptsTheSqlOfTheServerlessPool() throws Exception {
    Said said = python("-m", "sqlfluff", "lint", LAKEHOUSE.resolve("synapse").toString());
    assertThat(said.exitCode()).as(said.text()).isZero();
  }

  /**
   * The last statements of two files are not known to sqlfluff, which checks nothing after them.
   */
  @Test
  void sqlfluffFindsAnErrorAtTheEndOfEachFile(@TempDir Path folder) throws Exception {
    List<String> unknown = List.of("15-moved-source.sql", "40-reader.sql");
    List<Path> files;
    try (Stream<Path> all = Files.list(LAKEHOUSE.resolve("synapse"))) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      boolean checked = file.toString().endsWith(".sql");
      Files.writeString(
          folder.resolve(file.getFileName()),
          Files.readString(file) + (checked ? "SELECT 1 FROM WHERE;\nGO\n" : ""));
    }
    Said said = python("-m", "sqlfluff", "lint", folder.toString());
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (name.endsWith(".sql")) {
        assertThat(said.text().contains(name + "] FAIL"))
            .as(name)
            .isNotEqualTo(unknown.contains(name));
      }
    }
  }

  @Test
  void sqlfluffRefusesAnInvalidOpenrowset() throws Exception {
    Said said =
        python(
            "-c",
            "import sqlfluff; sqlfluff.parse(\"SELECT a FROM OPENROWSET(BULK 'x', FORMAT) AS r;\","
                + " dialect='tsql')");
    assertThat(said.exitCode()).isNotZero();
    assertThat(said.text()).contains("APIParsingError");
  }

  @Test
  void tmdlParserReadsTheTables() throws Exception {
    Said said = python("-c", TMDL, LAKEHOUSE.resolve("powerbi").resolve("Topics.pbip").toString());
    assertThat(said.text())
        .isEqualTo(
            """
            table Drift | 6 column, 2 measure, 1 partition | How much the questions of each day differ from the training.
            table Questions | 8 column, 1 partition | The questions with the topic that the model assigned.
            table Topics | 5 column, 3 measure, 1 partition | The number of questions for each day and topic.
            """);
  }

  private static Said python(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(PYTHON).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}

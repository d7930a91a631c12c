package io.quarterdeck.cli.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped datasets, each with one change. */
class DatasetReviewTest {
  private static final Path SHIPPED = Path.of("../../streaming/datasets");
  private static final String ORDERS = "retail-orders.yaml";

  @TempDir Path folder;
  private Path before;
  private Path after;

  @BeforeEach
  void copy() throws IOException {
    before = Files.createDirectory(folder.resolve("before"));
    after = Files.createDirectory(folder.resolve("after"));
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        Files.copy(file, before.resolve(file.getFileName()));
        Files.copy(file, after.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void unchangedDatasetsAreAccepted() {
    Run run = review();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo("## What this change does to the datasets\n\nNo dataset changes.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: reason, type: text}          | {name: reason, type: text}\\n  - {name: channel, type: text} | added the optional field channel
          {name: segment, type: text}         | {name: segment, type: text}\\n      - {name: age, type: integer} | added the optional field customer.age
          {name: reason, type: text}          | {name: reason, type: text}\\n  - {name: gift, fields: [{name: text, type: text, nullable: false}]} | added the optional field gift.text
          min: 1, max: 1000                   | min: 1, max: 2000                                            | lines[].quantity.max: 1000 → 2000
          min: 1, max: 1000                   | min: 1                                                       | lines[].quantity.max: 1000 → none
          """)
  void aChangeThatAllProgramsAcceptIsReported(String old, String changed, String report)
      throws IOException {
    change(ORDERS, old, changed);

    Run run = review();

    assertThat(run.error()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("- `retail-orders`: " + report + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '  - {name: reason, type: text}\\n'    | ''                                                         | removed the field reason
          {name: version, type: integer          | {name: version, type: bigint                               | version: integer → bigint
          'type: \"decimal(10,2)\"'              | 'type: \"decimal(12,2)\"'                                  | lines[].unit_price: numeric(10,2) → numeric(12,2)
          {name: segment, type: text}            | {name: segment, type: text, nullable: false}               | customer.segment: optional → required
          {name: method, type: text, nullable: false} | {name: method, type: text}                            | payment.method: required → optional
          {name: reason, type: text}             | {name: reason, type: text}\\n  - {name: channel, type: text, nullable: false} | added the required field channel
          {name: line, type: integer, nullable: false, min: 1} | {name: line, type: integer, nullable: false, min: 2} | lines[].line.min: 1 → 2
          each:                                  | fields:                                                    | lines: array → object
          key: event_id                          | key: order_id                                              | key: event_id → order_id
          """)
  void aChangeThatBreaksAProgramIsRefused(String old, String changed, String report)
      throws IOException {
    change(ORDERS, old, changed);

    Run run = review();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("- `retail-orders`: **breaking:** " + report + "\n");
    assertThat(run.error())
        .startsWith(
            "Cannot accept the change of the datasets: found breaking changes (retail-orders: ")
        .contains(report);
  }

  @Test
  void aDatasetMayBeAddedButNotRemoved() throws IOException {
    Files.delete(before.resolve("retail-stores.yaml"));
    Files.delete(after.resolve("retail-products.yaml"));

    Run run = review();

    assertThat(run.out())
        .endsWith(
            """

            - `retail-products`: **breaking:** removed the dataset
            - `retail-stores`: added the dataset
            """);
    assertThat(run.error())
        .isEqualTo(
            "Cannot accept the change of the datasets: found breaking changes (retail-products:"
                + " removed the dataset); expected changes that earlier writers and readers accept,"
                + " such as an added optional field. Add a dataset with a new name, move writers"
                + " and readers to it, and then remove this one.");
  }

  @Test
  void aColumnOfCsvIsPartOfTheContract() throws IOException {
    change(
        "retail-stores.yaml",
        "{name: opened, type: date",
        "{name: opened, format: dd-MM-yyyy, type: date");

    assertThat(review().error())
        .contains(
            "retail-stores: opened: date in the format yyyy-MM-dd → date in the format dd-MM-yyyy");
  }

  @Test
  void withoutPreviewAndDatasetsNothingCanBeReviewed() {
    assertThat(Run.of("ci", "review").error())
        .startsWith("Cannot review: found neither a preview nor --datasets-before; expected one");
  }

  private void change(String file, String old, String changed) throws IOException {
    Path path = after.resolve(file);
    String text = Files.readString(path);
    String replaced = text.replace(old.replace("\\n", "\n"), changed.replace("\\n", "\n"));
    assertThat(replaced).isNotEqualTo(text);
    Files.writeString(path, replaced);
  }

  private Run review() {
    return Run.of(
        "ci", "review", "--datasets-before", before.toString(), "--datasets", after.toString());
  }
}

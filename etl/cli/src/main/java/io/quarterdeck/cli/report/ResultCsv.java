package io.quarterdeck.cli.report;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the CSV files in which a job writes its results for readers that cannot read Delta tables.
 *
 * @param files the files of the container of the tables
 * @param job the job for messages, as in "the daily job"
 * @param command the command that runs the job
 */
public record ResultCsv(LakeFiles files, String job, String command) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /**
   * Returns the rows of a file; none if there is no file.
   *
   * @throws Failure if the file is not a CSV file with the columns that the function reads
   */
  public <T> List<T> read(String path, Function<CSVRecord, T> row) {
    String text = files.read(path).map(LakeFiles.Content::text).orElse("");
    if (text.isEmpty()) {
      return List.of();
    }
    try (CSVParser csv = CSVParser.parse(text, FORMAT)) {
      return csv.stream().map(row).toList();
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot read %s: found %s; expected the file that %s writes. Run the job again: %s",
          path,
          e.getMessage(),
          job,
          command);
    }
  }
}

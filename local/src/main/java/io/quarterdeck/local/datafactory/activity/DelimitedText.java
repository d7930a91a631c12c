package io.quarterdeck.local.datafactory.activity;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Copies delimited text with a header, record by record. A record with fewer columns than the
 * header gets missing values; one with more columns is an error. Sources: Microsoft Learn,
 * "Delimited text format" and "Troubleshoot the Delimited Text format connector"
 * (DelimitedTextMoreColumnsThanDefined, DelimitedTextColumnNameNotAllowNull).
 *
 * @param delimiter the text between the columns
 */
record DelimitedText(String delimiter) {
  /**
   * Copies a file.
   *
   * @param name the name of the source, for messages
   * @return the number of records, without the header
   */
  IntegrationRuntime.Rows copy(String name, Path source, Path target)
      throws IOException, ActivityFailure {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setRecordSeparator("\r\n").get();
    long rows = 0;
    try (Reader reader = Files.newBufferedReader(source, StandardCharsets.UTF_8);
        CSVParser records = CSVParser.parse(reader, format);
        Writer writer = Files.newBufferedWriter(target, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, format)) {
      int columns = 0;
      for (CSVRecord record : records) {
        if (columns == 0) {
          columns = header(name, record);
          printer.printRecord(record);
        } else {
          printer.printRecord(filled(name, record, columns));
          rows++;
        }
      }
    } catch (MalformedInputException e) {
      throw failure(
          "DelimitedTextBadDataDetected", "Bad data is found at source '%s'.".formatted(name));
    }
    return new IntegrationRuntime.Rows(rows, rows);
  }

  private static int header(String name, CSVRecord record) throws ActivityFailure {
    for (String column : record) {
      if (column.isEmpty()) {
        throw failure(
            "DelimitedTextColumnNameNotAllowNull",
            "The name of column index %d is empty. Make sure column name is properly specified in the header row. Source '%s'."
                .formatted(record.toList().indexOf(column), name));
      }
    }
    return record.size();
  }

  private static List<String> filled(String name, CSVRecord record, int columns)
      throws ActivityFailure {
    if (record.size() > columns) {
      throw failure(
          "DelimitedTextMoreColumnsThanDefined",
          "Error found when processing 'Csv/Tsv Format Text' source '%s' with row number %d: found more columns than expected column count %d."
              .formatted(name, record.getRecordNumber(), columns));
    }
    List<String> values = new ArrayList<>(record.toList());
    while (values.size() < columns) {
      values.add("");
    }
    return values;
  }

  private static ActivityFailure failure(String code, String message) {
    return new ActivityFailure("2200", "ErrorCode=" + code + ": " + message);
  }
}

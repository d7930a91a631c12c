package io.quarterdeck.jobs.topics;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.lake.LakeRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Row;

/**
 * The topics of all days as the CSV file {@code BI/topics_by_day.csv}, for readers that cannot read
 * Delta tables. A day has at most 201 rows, so the file is small.
 *
 * @param lake the lake
 */
public record TopicsFile(LakeRoot lake) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setRecordSeparator('\n')
          .setHeader("day", "topic", "qty", "model")
          .get();

  /** Writes the file from the table {@code gold/topics_of_the_day}. */
  public void write() {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
      for (Row row :
          lake.read(lake.at(LakeName.TOPICS_OF_THE_DAY))
              .select("day", "topic", "qty", "model")
              .orderBy("day", "topic")
              .collectAsList()) {
        csv.printRecord(row.getDate(0), row.getString(1), row.getLong(2), row.getString(3));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lake.write(LakeName.TOPICS_CSV.lakeName(), text.toString());
  }
}

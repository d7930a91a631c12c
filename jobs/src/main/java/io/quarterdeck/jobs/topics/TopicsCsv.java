package io.quarterdeck.jobs.topics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.lake.LakeRoot;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The CSV file with the topics of the newest day in the table, from the most to the least frequent.
 *
 * @param lake the lake
 */
public record TopicsCsv(LakeRoot lake) {
  /**
   * Writes the file. An unchanged file is not written again. Without a day, there is no file.
   *
   * @return the newest day, if the table has one
   */
  public Optional<LocalDate> write() {
    String path = LakeName.RESULT_CSV.lakeName();
    Dataset<Row> topics = lake.read(lake.at(LakeName.TOPICS_OF_THE_DAY));
    List<Row> rows =
        topics
            .join(topics.agg(max("day").as("day")), "day")
            .select("day", "topic", "qty")
            .orderBy(col("qty").desc(), col("topic"))
            .collectAsList();
    if (rows.isEmpty()) {
      lake.delete(path);
      return Optional.empty();
    }
    StringBuilder csv = new StringBuilder("topic,qty\n");
    rows.forEach(
        row -> csv.append(row.getString(1)).append(',').append(row.getLong(2)).append('\n'));
    if (!lake.text(path).equals(Optional.of(csv.toString()))) {
      lake.write(path, csv.toString());
    }
    return Optional.of(rows.get(0).getDate(0).toLocalDate());
  }
}

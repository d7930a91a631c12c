package io.quarterdeck.jobs.topics;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.lake.LakeRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The results as CSV files, for readers that cannot read Delta tables. The file with the topics
 * changes last. A day has at most 201 topics, so the files are small.
 *
 * @param lake the lake
 */
public record ResultFiles(LakeRoot lake) {
  /** The number of questions of each topic. */
  private static final int QUESTIONS = 5;

  /** Writes the files from the tables. */
  public void write() {
    write(LakeName.QUESTIONS_CSV, questions());
    write(
        LakeName.DRIFT_CSV,
        table(LakeName.TOPIC_DRIFT)
            .select(
                "day",
                "model",
                "questions",
                "other_share",
                "training_other_share",
                "word_distance",
                "alert")
            .orderBy("day"));
    writeAlert();
    write(
        LakeName.TOPICS_CSV,
        table(LakeName.TOPICS_OF_THE_DAY)
            .select("day", "topic", "qty", "model")
            .orderBy("day", "topic"));
  }

  /**
   * The alert of Azure Monitor needs one write of the file for each run that finds a drift
   * (decision 117).
   */
  private void writeAlert() {
    String path = LakeName.DRIFT_ALERT.lakeName();
    Optional<Row> newest =
        table(LakeName.TOPIC_DRIFT)
            .select("day", "model", "alert")
            .orderBy(col("day").desc())
            .takeAsList(1)
            .stream()
            .filter(row -> !row.isNullAt(2))
            .findFirst();
    if (newest.isEmpty()) {
      lake.delete(path);
    } else {
      Row row = newest.get();
      lake.write(
          path, "%s, model %s: %s\n".formatted(row.getDate(0), row.getString(1), row.getString(2)));
    }
  }

  /** Returns the questions of the newest day that have the most votes, for each topic. */
  private Dataset<Row> questions() {
    Dataset<Row> all = table(LakeName.QUESTION_TOPICS);
    Dataset<Row> posts =
        lake.read(lake.silver(LakeName.POSTS.lakeName()))
            .select(
                col("id").as("question"),
                coalesce(col("title"), lit("")).as("title"),
                coalesce(col("score"), lit(0L)).as("votes"));
    Dataset<Row> newest =
        all.join(broadcast(all.agg(max("day").as("day"))), "day")
            .withColumnRenamed("question_id", "question");
    return posts
        .join(broadcast(newest), "question")
        .withColumn(
            "rank",
            row_number()
                .over(
                    Window.partitionBy("topic")
                        .orderBy(col("votes").desc(), col("probability").desc(), col("question"))))
        .where(col("rank").leq(QUESTIONS))
        .orderBy("topic", "rank")
        .select("day", "topic", "model", "question", "title", "votes", "probability");
  }

  private Dataset<Row> table(LakeName name) {
    return lake.read(lake.at(name));
  }

  private void write(LakeName name, Dataset<Row> rows) {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setRecordSeparator('\n').setHeader(rows.columns()).get();
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, format)) {
      for (Row row : rows.collectAsList()) {
        for (int column = 0; column < row.size(); column++) {
          csv.print(row.get(column));
        }
        csv.println();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lake.write(name.lakeName(), text.toString());
  }
}

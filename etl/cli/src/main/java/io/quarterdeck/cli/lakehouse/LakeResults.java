package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.cli.report.ResultCsv;
import io.quarterdeck.cli.report.TopicsReportData.DayDrift;
import io.quarterdeck.cli.report.TopicsReportData.Question;
import io.quarterdeck.cli.report.TopicsReportData.Rows;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.contract.LakeName;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the CSV files in which the jobs write their results for readers that cannot read Delta
 * tables.
 *
 * @param files the files of the container of the tables
 */
record LakeResults(LakeFiles files) {
  /** Returns the topics of all days; empty if no day was scored. */
  List<Topic> topics() {
    return read(
        LakeName.TOPICS_CSV,
        row ->
            new Topic(
                LocalDate.parse(row.get("day")),
                row.get("topic"),
                Long.parseLong(row.get("qty")),
                row.get("model")));
  }

  /** Returns questions of the topics of the newest day; empty if no day was scored. */
  List<Question> questions() {
    return read(
        LakeName.QUESTIONS_CSV,
        row ->
            new Question(
                LocalDate.parse(row.get("day")),
                row.get("topic"),
                row.get("model"),
                Long.parseLong(row.get("question")),
                row.get("title"),
                Long.parseLong(row.get("votes")),
                Double.parseDouble(row.get("probability"))));
  }

  /** Returns the drift of all days, the oldest first; empty if no day was scored. */
  List<DayDrift> drift() {
    return read(
        LakeName.DRIFT_CSV,
        row ->
            new DayDrift(
                LocalDate.parse(row.get("day")),
                row.get("model"),
                Long.parseLong(row.get("questions")),
                Double.parseDouble(row.get("other_share")),
                Double.parseDouble(row.get("training_other_share")),
                Double.parseDouble(row.get("word_distance")),
                row.get("alert")));
  }

  /** Returns the numbers of rows of the tables; empty if the daily job did not run yet. */
  List<Rows> tables() {
    return read(
        LakeName.TABLES_CSV,
        row ->
            new Rows(
                row.get("table"),
                Long.parseLong(row.get("version")),
                Long.parseLong(row.get("rows"))));
  }

  private <T> List<T> read(LakeName name, Function<CSVRecord, T> row) {
    return new ResultCsv(
            files, "the daily job", "./quarterdeck run --systems lakehouse --job daily --day DAY")
        .read(name.lakeName(), row);
  }
}

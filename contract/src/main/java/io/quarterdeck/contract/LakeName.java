package io.quarterdeck.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * The names in the container {@code lake} that more than one module uses. The tables are Delta
 * tables. Each dataset has the tables {@code bronze/NAME}, {@code silver/NAME} and {@code
 * quarantine/NAME}.
 */
public enum LakeName {
  /** The dataset of the posts. */
  POSTS("stackoverflow-posts"),
  /** The dataset of the users. */
  USERS("stackoverflow-users"),
  /** The dataset of the post types. */
  POST_TYPES("stackoverflow-post-types"),
  /** The table of the number of questions for each day and topic. */
  TOPICS_OF_THE_DAY("gold/topics_of_the_day"),
  /** The table of the topic of each question. */
  QUESTION_TOPICS("gold/question_topics"),
  /** The table of the drift of the model for each day. */
  TOPIC_DRIFT("gold/topic_drift"),
  /** The table of the activity of each user. */
  USERS_ACTIVITY("gold/users_activity"),
  /** The table of the number of questions for each day and tag. */
  QUESTIONS_BY_TAG("gold/questions_per_tag_and_day"),
  /** The folder of the models. */
  MODELS("model"),
  /** The file that names the current model and the earlier ones. */
  MODEL_MANIFEST("model/manifest.json"),
  /** The CSV file with the topics of the newest day: the columns topic and qty. */
  RESULT_CSV("BI/ml_result.csv"),
  /** The CSV file with the topics of all days: the columns day, topic, qty and model. */
  TOPICS_CSV("BI/topics_by_day.csv"),
  /**
   * The CSV file with the questions of each topic of the newest day that have the most votes: the
   * columns day, topic, model, question, title, votes and probability.
   */
  QUESTIONS_CSV("BI/top_questions.csv"),
  /**
   * The CSV file with the drift of each day: the columns day, model, questions, other_share,
   * training_other_share, word_distance and alert, which is empty without an alert.
   */
  DRIFT_CSV("BI/topic_drift.csv"),
  /**
   * The file that exists if the model may not fit the newest day: the day, the model and the
   * reason. Azure Monitor sends an alert when it is written.
   */
  DRIFT_ALERT("BI/topic_drift_alert.txt"),
  /** The CSV file with the number of rows of tables: the columns table, version and rows. */
  TABLES_CSV("BI/tables.csv"),
  /**
   * The folder of the files {@code NAME.jsonl} with the rows of {@code quarantine/NAME} that wait
   * for a repair. Each line is a JSON object with the fields of {@link QuarantineField}.
   */
  WAITING_ROWS("BI/quarantine"),
  /** The folder of the files with repaired rows. */
  REPAIRED("repaired"),
  /** The file with the {@link RestorePlan} of a rollback that has not ended. */
  UNFINISHED_ROLLBACK("rollback/unfinished.txt");

  /**
   * The largest number of rows in a file of {@link #WAITING_ROWS}. More rows would make the file
   * too large for an editor. The next replay writes the next ones.
   */
  public static final int MOST_WAITING_ROWS = 10_000;

  private final String lakeName;

  LakeName(String lakeName) {
    this.lakeName = lakeName;
  }

  /**
   * Returns the paths of the tables of the lakehouse, in the order in which a run changes them. The
   * topics of the day are last: a reader that finds a day in them finds its rows in the others.
   */
  public static List<String> tables() {
    List<String> tables = new ArrayList<>();
    for (String layer : List.of("bronze/", "quarantine/", "silver/")) {
      for (LakehouseSource source : LakehouseSource.values()) {
        tables.add(layer + source.dataset());
      }
    }
    for (LakeName name :
        List.of(
            USERS_ACTIVITY, QUESTIONS_BY_TAG, QUESTION_TOPICS, TOPIC_DRIFT, TOPICS_OF_THE_DAY)) {
      tables.add(name.lakeName);
    }
    return List.copyOf(tables);
  }

  /** Returns the file of {@link #WAITING_ROWS} for a dataset. */
  public static String waitingRows(String dataset) {
    return WAITING_ROWS.lakeName + "/" + dataset + ".jsonl";
  }

  /** Returns the name of the dataset, or the path in the container. */
  public String lakeName() {
    return lakeName;
  }
}

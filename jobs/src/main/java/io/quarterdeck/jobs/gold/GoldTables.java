package io.quarterdeck.jobs.gold;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the activity of users, and the questions per tag and day. Each table changes in one
 * commit, so readers see it either from before or from after. The same silver gives the same rows.
 *
 * @param lake the lake
 * @param progress receives what is done
 */
public record GoldTables(LakeRoot lake, Progress progress) {
  /** The tags of a question are written as {@code <a><b>} or {@code a|b}. */
  private static final String TAGS =
      "explode(array_distinct(regexp_extract_all(tags, r'([^<>|\\s]+)')))";

  private static final String QUESTION = "is_question";

  /**
   * Computes both tables, and writes the numbers of rows to {@code BI/tables.csv}.
   *
   * @param days the days whose questions are counted again
   * @throws Failure if silver does not have the posts, the post types or the users
   */
  public void write(Days days) {
    Dataset<Row> posts = posts();
    progress.phase("Counting the questions of each tag");
    questionsByTag(posts, days);
    progress.phase("Counting the activity of the users");
    usersActivity(posts);
    new TableCounts(lake).write();
  }

  /** A question counts on the first day whose files had it, as in the topics of the day. */
  private void questionsByTag(Dataset<Row> posts, Days days) {
    String in =
        days.days().stream().map(GoldTables::literal).collect(Collectors.joining(", ", "(", ")"));
    Dataset<Row> counts =
        posts
            .where(col(QUESTION))
            .where("_first_day in " + in)
            .select(col("_first_day").as("day"), expr(TAGS).as("tag"))
            .groupBy("day", "tag")
            .agg(count(lit(1)).as("questions"))
            .coalesce(1);
    lake.change(
        () ->
            counts
                .write()
                .format("delta")
                .mode("overwrite")
                .option("replaceWhere", "day in " + in)
                .save(lake.at(LakeName.QUESTIONS_BY_TAG)));
  }

  private static String literal(LocalDate day) {
    return "date'" + day + "'";
  }

  /** A post without an owner in the table of users belongs to nobody's activity. */
  private void usersActivity(Dataset<Row> posts) {
    Dataset<Row> activity =
        posts
            .groupBy(col("owner_user_id").as("user_id"))
            .agg(
                count(lit(1)).as("posts"),
                count_if(col(QUESTION)).as("questions"),
                count_if(col("is_answer")).as("answers"),
                sum(coalesce(col("score"), lit(0L))).as("score"),
                min("_first_day").as("first_day"),
                max("_first_day").as("last_day"));
    Dataset<Row> users =
        silver(LakeName.USERS)
            .select(col("id").as("user_id"), col("display_name"), col("reputation"));
    Dataset<Row> joined = users.join(activity, "user_id");
    lake.change(
        () ->
            joined
                .write()
                .format("delta")
                .mode("overwrite")
                .save(lake.at(LakeName.USERS_ACTIVITY)));
  }

  private Dataset<Row> posts() {
    Dataset<Row> types =
        silver(LakeName.POST_TYPES)
            .select(
                col("id").cast("bigint").as("post_type_id"),
                lower(col("type")).equalTo("question").as(QUESTION),
                lower(col("type")).equalTo("answer").as("is_answer"));
    return silver(LakeName.POSTS).join(broadcast(types), "post_type_id");
  }

  private Dataset<Row> silver(LakeName dataset) {
    String path = lake.silver(dataset.lakeName());
    if (!lake.exists(path)) {
      throw Failure.of(
          "Cannot compute the tables of gold: found no table %s; expected it. Ingest the dataset"
              + " first: the weekly job ingests users and post types, the daily job the posts.",
          path);
    }
    return lake.read(path);
  }
}

package io.quarterdeck.jobs.topics;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * The questions in silver: the posts whose type is Question.
 *
 * @param lake the lake
 * @param postsVersion the version of the table of posts that is read
 * @param typesVersion the version of the table of post types that is read
 */
record Questions(LakeRoot lake, long postsVersion, long typesVersion) {
  /** The column with the terms, the features of a question. */
  static final String TERMS = "terms";

  /** The column with the first day of a question. */
  static final String DAY = "_first_day";

  /** Of a hundred posts, the number that is held out of every training. */
  private static final int HELD_OUT_PERCENT = 20;

  /**
   * Returns the questions in the current versions of the tables.
   *
   * @throws Failure if a table does not exist
   */
  static Questions current(LakeRoot lake) {
    String posts = lake.silver(LakeName.POSTS.lakeName());
    String types = lake.silver(LakeName.POST_TYPES.lakeName());
    for (String table : new String[] {posts, types}) {
      if (!lake.exists(table)) {
        throw Failure.of(
            "Cannot read the questions: found no table %s; expected it. Ingest the dataset first.",
            table);
      }
    }
    return new Questions(lake, lake.version(posts), lake.version(types));
  }

  /** Returns all questions with the columns id, tags, _first_day and {@link #TERMS}. */
  Dataset<Row> all() {
    Dataset<Row> types =
        lake.read(lake.silver(LakeName.POST_TYPES.lakeName()), typesVersion)
            .where(lower(col("type")).equalTo("question"))
            .select(col("id").as("post_type_id"));
    UDF2<String, String, java.util.List<String>> terms = Terms::of;
    return lake.read(lake.silver(LakeName.POSTS.lakeName()), postsVersion)
        .join(broadcast(types), "post_type_id")
        .select(
            col("id"),
            col("tags"),
            col(DAY),
            udf(terms, DataTypes.createArrayType(DataTypes.StringType))
                .apply(col("title"), col("body"))
                .as(TERMS));
  }

  /** Returns the questions that arrived on one of the days for the first time. */
  Dataset<Row> of(Days days) {
    return all().where(col(DAY).isin(days.days().stream().map(Date::valueOf).toArray()));
  }

  /** Whether a question arrived on the day for the first time. */
  static Column isOf(LocalDate day) {
    return col(DAY).equalTo(lit(Date.valueOf(day)));
  }

  /**
   * Whether a post is held out. It depends on the post's id only, so each training holds out the
   * same posts.
   */
  static Column heldOut() {
    return pmod(xxhash64(col("id")), lit(100)).lt(HELD_OUT_PERCENT);
  }
}

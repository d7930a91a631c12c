package io.quarterdeck.jobs.topics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the words of questions. */
final class DayWords {
  /** The number of words whose distribution is compared. */
  private static final int WORDS = 500;

  private DayWords() {}

  /**
   * The distribution of words.
   *
   * @param total the number of all words
   * @param shares the shares of certain words
   */
  record Counted(long total, WordShares shares) {}

  /** Returns the distribution of the most frequent words of questions. */
  static WordShares mostFrequent(Dataset<Row> questions) {
    return shares(
        words(questions), counts(questions).orderBy(col("n").desc(), col("word")).limit(WORDS));
  }

  /** Returns the distribution of certain words of questions. */
  static Counted of(Dataset<Row> questions, Set<String> words) {
    long total = words(questions);
    return new Counted(
        total, shares(total, counts(questions).where(col("word").isin(words.toArray()))));
  }

  private static WordShares shares(long total, Dataset<Row> counts) {
    Map<String, Double> shares = new LinkedHashMap<>();
    List<Row> rows = counts.collectAsList();
    rows.forEach(row -> shares.put(row.getString(0), (double) row.getLong(1) / total));
    return new WordShares(shares);
  }

  private static long words(Dataset<Row> questions) {
    return exploded(questions).count();
  }

  private static Dataset<Row> counts(Dataset<Row> questions) {
    return exploded(questions).groupBy("word").agg(count(lit(1)).as("n"));
  }

  /** Pairs of words contain a space. */
  private static Dataset<Row> exploded(Dataset<Row> questions) {
    return questions
        .select(explode(col(Questions.TERMS)).as("word"))
        .where(not(col("word").contains(" ")));
  }
}

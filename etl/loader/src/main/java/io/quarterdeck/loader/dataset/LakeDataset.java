package io.quarterdeck.loader.dataset;

import java.util.List;
import java.util.Optional;

/**
 * A dataset of the lakehouse: files of a day that are merged by a key.
 *
 * @param name the name, which is part of the paths in the lake
 * @param source where the rows come from
 * @param mode how a day changes the rows of earlier days
 * @param key the column that identifies a row
 * @param newest the column that decides between rows of one day with the same key: the row with the
 *     largest value is kept
 * @param columns the columns
 * @param nullValues the texts that stand for a missing value
 * @param expectations the conditions that each row must meet
 */
public record LakeDataset(
    String name,
    SourceKind source,
    MergeMode mode,
    String key,
    Optional<String> newest,
    List<Column> columns,
    List<String> nullValues,
    List<Expectation> expectations)
    implements SourceDataset {
  /** Where the rows of a dataset come from. */
  public enum SourceKind {
    /** Parquet files in a folder for each day, complete when the folder has {@code _SUCCESS}. */
    PARQUET,
    /** A table of PostgreSQL, copied as Parquet. */
    POSTGRES,
    /**
     * CSV files in a folder for each day: UTF-8, with a header, commas, and quotes doubled in a
     * quoted field (RFC 4180). An empty field has no value.
     */
    CSV
  }

  /** How the rows of a day change the rows of earlier days. */
  public enum MergeMode {
    /** Each day is a complete copy of the source (SCD type 1). Only the newest day changes rows. */
    SNAPSHOT,
    /** Each day has new and changed rows. Days may arrive in any order. */
    MERGE
  }
}

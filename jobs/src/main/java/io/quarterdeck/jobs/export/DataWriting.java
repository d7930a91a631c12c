package io.quarterdeck.jobs.export;

import io.quarterdeck.jobs.group.Group;
import io.quarterdeck.jobs.group.Grouping;
import io.quarterdeck.jobs.group.PassingGroups;
import io.quarterdeck.jobs.source.CopySource;
import io.quarterdeck.jobs.source.RowListeners;
import io.quarterdeck.jobs.source.Source;
import io.quarterdeck.jobs.source.SparkTypes;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes a dataset's rows as Parquet, and computes groups while writing.
 *
 * @param session Spark
 * @param source the database that contains the rows
 * @param aggregates how rows are grouped, if the dataset has aggregates
 */
record DataWriting(
    SparkSession session,
    Dataset dataset,
    Source source,
    Optional<Aggregates> aggregates,
    Progress progress) {
  /**
   * Spark setting for the maximum number of groups in memory, for all tasks together. If there are
   * more, the groups are computed from the written data instead. The default takes some 200 MiB on
   * the driver.
   */
  static final String GROUPS_IN_MEMORY = "spark.quarterdeck.groupsInMemory";

  private static final String DEFAULT_GROUPS = "500000";

  /**
   * Writes the rows.
   *
   * @param queries queries for the rows, which are executed in parallel
   * @param expected the expected number of rows
   * @return the groups; empty if they were not computed, because there are too many or a
   *     floating-point column is summed
   */
  Optional<List<Group>> write(List<String> queries, long expected, Curated curated) {
    progress.phase("Writing Parquet");
    Optional<PassingGroups> passing =
        aggregates
            .map(how -> how.grouping(groupsInMemory() / queries.size()))
            .filter(Grouping::isExact)
            .map(grouping -> PassingGroups.begin(session.sparkContext(), grouping));
    RowListeners listeners = passing.map(RowListeners.class::cast).orElse(RowListeners.NONE);
    WrittenRows written = WrittenRows.watch(session.sparkContext(), expected, progress);
    try {
      CopySource.rows(session, source, SparkTypes.schema(dataset), queries, listeners)
          .write()
          .mode(SaveMode.ErrorIfExists)
          .options(DatasetExport.WRITING)
          .parquet(curated.data().toString());
    } finally {
      written.stop();
      CopySource.forget(listeners);
    }
    progress.advance(expected, expected, "rows");
    return passing.flatMap(PassingGroups::all);
  }

  private int groupsInMemory() {
    return Integer.parseInt(session.sparkContext().getConf().get(GROUPS_IN_MEMORY, DEFAULT_GROUPS));
  }
}

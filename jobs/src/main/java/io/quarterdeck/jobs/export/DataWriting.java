package io.quarterdeck.jobs.export;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.jobs.group.Group;
import io.quarterdeck.jobs.group.Grouping;
import io.quarterdeck.jobs.group.PassingGroups;
import io.quarterdeck.jobs.source.CopySource;
import io.quarterdeck.jobs.source.RowWatches;
import io.quarterdeck.jobs.source.Source;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes a dataset's rows as Parquet, and groups them as they pass by.
 *
 * @param session Spark
 * @param source where the rows are
 * @param aggregates how they are grouped, if they are
 */
record DataWriting(
    SparkSession session,
    Dataset dataset,
    Source source,
    Optional<Aggregates> aggregates,
    Progress progress) {
  /**
   * A setting of Spark's: as many groups may be in memory, of all tasks together; beyond, they are
   * made from the data as it was written. The default takes some 200 MiB on the driver.
   */
  static final String GROUPS_IN_MEMORY = "spark.quarterdeck.groupsInMemory";

  private static final String DEFAULT_GROUPS = "500000";

  /**
   * Writes them.
   *
   * @param queries the rows, in parts that are read side by side
   * @param expected how many they are
   * @return the groups; empty when they were not made: there are too many, or what is summed is
   *     floating point
   */
  Optional<List<Group>> write(List<String> queries, long expected, Curated curated) {
    progress.phase("Writing Parquet");
    Optional<PassingGroups> passing =
        aggregates
            .map(how -> how.grouping(groupsInMemory() / queries.size()))
            .filter(Grouping::isExact)
            .map(grouping -> PassingGroups.begin(session.sparkContext(), grouping));
    RowWatches watches = passing.map(RowWatches.class::cast).orElse(RowWatches.NONE);
    WrittenRows written = WrittenRows.watch(session.sparkContext(), expected, progress);
    try {
      CopySource.rows(session, source, SparkTypes.schema(dataset), queries, watches)
          .write()
          .mode(SaveMode.ErrorIfExists)
          .options(DatasetExport.WRITING)
          .parquet(curated.data().toString());
    } finally {
      written.stop();
      CopySource.forget(watches);
    }
    progress.advance(expected, expected, "rows");
    return passing.flatMap(PassingGroups::all);
  }

  private int groupsInMemory() {
    return Integer.parseInt(session.sparkContext().getConf().get(GROUPS_IN_MEMORY, DEFAULT_GROUPS));
  }
}

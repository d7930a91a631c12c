package io.quarterdeck.jobs.export;

import io.quarterdeck.jobs.group.Group;
import io.quarterdeck.jobs.source.SparkTypes;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads the files of a run, writes the aggregates, and compares the totals of both with the
 * expected totals. If no groups were computed while the data was written, they are computed from
 * the files. In that case the data is not read a second time: correct totals of the aggregates
 * prove that the totals of the data are correct.
 *
 * @param session Spark
 * @param curated the paths of the run
 * @param aggregates how rows are aggregated, if the dataset has aggregates
 * @param sums the summed columns with the types of their sums
 * @param expected the expected totals
 */
record ReadBack(
    SparkSession session,
    io.quarterdeck.loader.dataset.Dataset dataset,
    Curated curated,
    Optional<Aggregates> aggregates,
    Map<String, DataType> sums,
    Totals expected,
    Progress progress) {
  /**
   * Writes the aggregates and checks all totals.
   *
   * @param passed the groups that were computed while the data was written, if any
   * @return the totals found
   * @throws io.quarterdeck.loader.failure.Failure with all differences, if the totals differ from
   *     the expected ones
   */
  Totals check(Optional<List<Group>> passed) {
    Dataset<Row> data =
        session.read().schema(SparkTypes.schema(dataset)).parquet(curated.data().toString());
    if (aggregates.isEmpty()) {
      return checked(data);
    }
    Aggregates how = aggregates.get();
    // The tolerance of floating-point sums depends on the single values, which groups do not
    // contain.
    if (passed.isPresent() || sums.containsValue(DataTypes.DoubleType)) {
      return checkedBoth(
          data,
          written(
              how,
              passed.map(groups -> how.passed(session, groups)).orElseGet(() -> how.groups(data))));
    }
    return checkedOnce(data, written(how, how.groups(data)));
  }

  private Totals checkedBoth(Dataset<Row> data, Dataset<Row> written) {
    progress.phase("Checking what was written");
    Totals.Both found = Totals.both(data, written, sums);
    check(expected, curated.data(), found.data());
    check(found.data(), curated.aggregates().orElseThrow(), found.aggregates());
    return found.data();
  }

  private Totals checkedOnce(Dataset<Row> data, Dataset<Row> written) {
    progress.phase("Checking the aggregates");
    Totals found = Totals.aggregates(written, sums);
    if (!expected.agrees(found)) {
      checked(data); // throws if the data differs
      check(expected, curated.aggregates().orElseThrow(), found);
    }
    return found;
  }

  private Totals checked(Dataset<Row> data) {
    progress.phase("Checking the data");
    Totals found = Totals.data(data, sums);
    check(expected, curated.data(), found);
    return found;
  }

  private void check(Totals right, Path place, Totals found) {
    right.check(dataset.name(), curated.shown(place), found);
  }

  /** Writes the aggregates, then reads them. */
  private Dataset<Row> written(Aggregates how, Dataset<Row> groups) {
    progress.phase("Writing aggregates");
    String folder = curated.aggregates().orElseThrow().toString();
    Dataset<Row> rows = how.of(groups);
    rows.write().mode(SaveMode.ErrorIfExists).options(DatasetExport.WRITING).parquet(folder);
    return session.read().schema(rows.schema()).parquet(folder);
  }
}

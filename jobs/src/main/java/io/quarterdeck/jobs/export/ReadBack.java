package io.quarterdeck.jobs.export;

import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.jobs.group.Group;
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
 * Reads back what a run wrote, writes the aggregates, and holds both against what must be there.
 * Where no groups were made while the data was written, they are made of it now, and it is read
 * once where that is enough: aggregates with the right totals were made of data with the right
 * totals.
 *
 * @param session Spark
 * @param curated the run's places
 * @param aggregates how the rows are aggregated, if they are
 * @param sums the columns that are summed, with the sums' types
 * @param expected what must come out
 */
record ReadBack(
    SparkSession session,
    io.quarterdeck.etl.dataset.Dataset dataset,
    Curated curated,
    Optional<Aggregates> aggregates,
    Map<String, DataType> sums,
    Totals expected,
    Progress progress) {
  /**
   * Checks all, and writes the aggregates.
   *
   * @param passed the groups that were made while the data was written, if they were
   * @return what was found
   * @throws io.quarterdeck.etl.Failure when it is not what must be there, with all that differs
   */
  Totals check(Optional<List<Group>> passed) {
    Dataset<Row> data =
        session.read().schema(SparkTypes.schema(dataset)).parquet(curated.data().toString());
    if (aggregates.isEmpty()) {
      return checked(data);
    }
    Aggregates how = aggregates.get();
    // How far a sum of floating point may be off goes by the single values, which groups lack.
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
      checked(data); // says so if it is the data that differs
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

  /** The aggregates as they were written. */
  private Dataset<Row> written(Aggregates how, Dataset<Row> groups) {
    progress.phase("Writing aggregates");
    String folder = curated.aggregates().orElseThrow().toString();
    Dataset<Row> rows = how.of(groups);
    rows.write().mode(SaveMode.ErrorIfExists).options(DatasetExport.WRITING).parquet(folder);
    return session.read().schema(rows.schema()).parquet(folder);
  }
}

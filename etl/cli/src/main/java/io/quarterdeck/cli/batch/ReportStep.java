package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.report.Report;
import io.quarterdeck.cli.report.ReportData;
import io.quarterdeck.cli.report.ReportFile;
import io.quarterdeck.cli.report.ReportQueries;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LedgerProfile;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collects the data of the report and writes the report. */
final class ReportStep {
  private ReportStep() {}

  static void write(
      BootstrapRequest request,
      Postgres postgres,
      long loadId,
      ExportResult export,
      List<Steps.Timing> timings) {
    LedgerEntry load = entry(postgres, loadId);
    ReportData data =
        new ReportData(
            loaded(load),
            quality(request.dataset(), load),
            charts(postgres, request.dataset()),
            timings.stream().map(ReportStep::step).toList(),
            places(postgres, request.dataset(), load, export),
            ToolVersion.current(),
            Instant.now());
    ReportFile.write(request.report(), Report.html(data));
  }

  private static LedgerEntry entry(Postgres postgres, long loadId) {
    return Ledger.read(postgres, ledger -> ledger.entry(loadId)).orElseThrow();
  }

  private static ReportData.Loaded loaded(LedgerEntry load) {
    return new ReportData.Loaded(
        load.dataset(),
        load.file(),
        load.sha256(),
        load.id(),
        load.rowsRead().orElse(0),
        load.rowsLoaded().orElse(0),
        load.rowsRejected().orElse(0),
        boxed(load.duplicates()),
        load.started(),
        load.finished().orElse(load.started()));
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private static List<ReportData.Quality> quality(Dataset dataset, LedgerEntry load) {
    Map<String, Column> columns =
        dataset.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
    return LedgerProfile.read(load.columns()).stream()
        .filter(profile -> columns.containsKey(profile.name()))
        .map(
            profile ->
                new ReportData.Quality(
                    profile.name(),
                    columns.get(profile.name()).type().sql(),
                    profile.nulls(),
                    profile.distinct(),
                    profile.min(),
                    profile.max(),
                    profile.mean()))
        .toList();
  }

  private static Optional<ReportData.Charts> charts(Postgres postgres, Dataset dataset) {
    String what = "draw the report's charts";
    try (Connection connection = postgres.connect(what)) {
      return ReportQueries.charts(connection, dataset);
    } catch (SQLException e) {
      throw PostgresFailure.of(what, postgres.endpoint(), e);
    }
  }

  private static ReportData.Step step(Steps.Timing timing) {
    return new ReportData.Step(timing.name(), Duration.ofNanos(Math.round(timing.seconds() * 1e9)));
  }

  private static List<ReportData.Place> places(
      Postgres postgres, Dataset dataset, LedgerEntry load, ExportResult export) {
    List<ReportData.Place> places = new ArrayList<>();
    places.add(
        new ReportData.Place("Table", dataset.table() + " at " + postgres.endpoint().jdbcUrl()));
    load.landing().ifPresent(where -> places.add(new ReportData.Place("File", where)));
    places.add(new ReportData.Place("Parquet", export.data()));
    export.aggregates().ifPresent(where -> places.add(new ReportData.Place("Aggregates", where)));
    places.add(new ReportData.Place("Manifest", export.manifest()));
    places.add(new ReportData.Place("Ledger", "load " + load.id() + " in quarterdeck.load"));
    return places;
  }
}

package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.blob.CurrentExport;
import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.cli.report.DatasetReport;
import io.quarterdeck.cli.report.ReportData;
import io.quarterdeck.cli.report.ReportQueries;
import io.quarterdeck.cli.report.ReportRequest;
import io.quarterdeck.cli.report.SystemReport;
import io.quarterdeck.cli.report.SystemReports;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.progress.Progress;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Collects the part of the report about the dataset of the batch system. */
public final class BatchReport implements SystemReports {
  /** The number of loads in the trend. */
  private static final int LOADS = 60;

  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.BATCH;
  }

  @Override
  public Collected collect(ReportRequest request, ConnectedStack connected, Progress progress) {
    Stack stack = AzureStack.of(connected);
    Reach reach = Reach.of(stack.postgres());
    if (!reach.isOpen()) {
      return Collected.missing("its figures are in PostgreSQL, and " + reach.found());
    }
    Dataset dataset = request.dataset();
    progress.phase("reading the ledger and " + dataset.table());
    Postgres postgres =
        new Postgres(
            stack.postgres(), "quarterdeck report of " + dataset.name() + " by " + Origin.here());
    record Found(List<LedgerEntry> loads, Optional<LedgerEntry> newest) {}
    Found found =
        Ledger.read(
            postgres,
            ledger ->
                new Found(
                    ledger.recent(Optional.of(dataset.name()), LOADS), ledger.newest(dataset)));
    if (found.newest().isEmpty()) {
      return Collected.missing(
          "found no published load of %s; run ./quarterdeck load FILE --dataset %s%s"
              .formatted(dataset.name(), dataset.name(), request.sameStack()));
    }
    return Collected.of(
        report(
            dataset,
            found.newest().get(),
            data(request, stack, postgres, found.loads(), found.newest().get(), progress)));
  }

  @Override
  public String version(ReportRequest request, ConnectedStack connected, Progress progress) {
    Stack stack = AzureStack.of(connected);
    if (!Reach.of(stack.postgres()).isOpen()) {
      return "unreachable";
    }
    Postgres postgres =
        new Postgres(stack.postgres(), "quarterdeck report --serve by " + Origin.here());
    return Ledger.read(
            postgres, ledger -> ledger.recent(Optional.of(request.dataset().name()), LOADS))
        .stream()
        .map(load -> load.id() + " " + load.status() + " " + load.repairs())
        .collect(Collectors.joining(";"));
  }

  private static SystemReport report(Dataset dataset, LedgerEntry load, ReportData data) {
    return new SystemReport(
        PlatformSystemName.BATCH,
        "Batch: " + dataset.name(),
        "Load %d of %s".formatted(load.id(), load.file()),
        DatasetReport.sections(data),
        new LoadHighlights(load));
  }

  private static ReportData data(
      ReportRequest request,
      Stack stack,
      Postgres postgres,
      List<LedgerEntry> loads,
      LedgerEntry newest,
      Progress progress) {
    Dataset dataset = request.dataset();
    String what = "read the figures of the report";
    try (Connection connection = postgres.connect(what)) {
      return new ReportData(
          loaded(newest),
          new ColumnReport(connection, dataset).of(newest),
          ReportQueries.charts(connection, dataset),
          loads.stream().map(BatchReport::past).toList(),
          new RejectReport(stack, dataset, request.sameStack(), progress).of(loads),
          places(stack, postgres, dataset, newest, progress));
    } catch (SQLException e) {
      throw PostgresFailure.of(what, postgres.endpoint(), e);
    }
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
        load.finished().orElse(load.started()),
        load.correlationId());
  }

  private static ReportData.PastLoad past(LedgerEntry load) {
    return new ReportData.PastLoad(
        load.id(),
        load.file(),
        load.status().sql().replace('_', ' '),
        load.started(),
        load.finished().map(finished -> Duration.between(load.started(), finished)),
        boxed(load.rowsLoaded()),
        boxed(load.rowsRejected()),
        load.failure());
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private static List<ReportData.Place> places(
      Stack stack, Postgres postgres, Dataset dataset, LedgerEntry load, Progress progress) {
    List<ReportData.Place> places = new ArrayList<>();
    places.add(
        new ReportData.Place("Table", dataset.table() + " at " + postgres.endpoint().jdbcUrl()));
    load.landing().ifPresent(where -> places.add(new ReportData.Place("File", where)));
    CurrentExport.read(stack.blob(), dataset.name(), progress)
        .map(CurrentExport::result)
        .ifPresent(
            export -> {
              places.add(new ReportData.Place("Parquet", export.data()));
              export
                  .aggregates()
                  .ifPresent(where -> places.add(new ReportData.Place("Aggregates", where)));
              places.add(new ReportData.Place("Manifest", export.manifest()));
            });
    places.add(new ReportData.Place("Ledger", "load " + load.id() + " in quarterdeck.load"));
    return places;
  }

  private record LoadHighlights(LedgerEntry load) implements SystemReport.Highlights {
    @Override
    public JsonObject addTo(JsonObject object) {
      return object.with("loadId", load.id());
    }

    @Override
    public void print(PrintWriter out) {
      out.printf(
          Locale.ROOT,
          "Load %d of %s: %,d rows, %,d rejects%n",
          load.id(),
          load.file(),
          load.rowsLoaded().orElse(0),
          load.rowsRejected().orElse(0));
    }
  }
}

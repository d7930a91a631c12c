package io.quarterdeck.loader.load;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LoadStatus;
import io.quarterdeck.loader.load.RepairRequest.Difference;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectsLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Adds repaired rejects to the load that rejected them. One transaction adds the rows and updates
 * the counts and the profile of the load in the ledger. Each row keeps its line number in the
 * loaded file, so adding a row again changes nothing. A row that was added before with other values
 * is replaced only on request.
 */
public final class Repair {
  private static final int SHOWN_DIFFERENCES = 3;

  private final Postgres postgres;
  private final RepairRequest request;
  private final Progress progress;
  private final Dataset dataset;
  private final String what;

  public Repair(Postgres postgres, RepairRequest request, Progress progress) {
    this.postgres = postgres;
    this.request = request;
    this.progress = progress;
    this.dataset = request.dataset();
    this.what = "add the rows of " + request.file();
  }

  /**
   * Adds the rows.
   *
   * @throws Failure if nothing was added; the message gives the reason and the fix
   */
  public RepairResult run() {
    progress.phase("reading repaired rejects");
    refuseOverwriting();
    RepairedLines lines = RepairedLines.of(request.file());
    RowReading.makeFolder(request.rejectsFile());
    return new LoadRetry(request.waitLimits().retry(), progress).run(() -> attempt(lines));
  }

  private void refuseOverwriting() {
    try {
      if (Files.exists(request.rejectsFile())
          && Files.isSameFile(request.file(), request.rejectsFile())) {
        throw refused("new rejects would overwrite it", "another file for them. Change --rejects.");
      }
    } catch (IOException e) {
      throw refused(e.toString(), "a file that can be read. Check its path.");
    }
  }

  private RepairResult attempt(RepairedLines lines) {
    try (Connection connection = postgres.connect(what)) {
      Ledger ledger = Ledger.open(connection, postgres);
      DatasetLock.take(connection, dataset.table(), request.waitLimits().lockWait(), progress);
      LedgerEntry entry = entry(ledger, lines.load());
      List<String> header = header(ledger, entry);
      Set<Long> present = new RepairedRows(connection, dataset, entry).present(lines.lines());
      refuseTooMany(entry, lines.lines().size() - present.size());
      new DatasetTable(connection, dataset).ensure();
      try (RepairedFile file = RepairedFile.write(request.file(), dataset.csv(), header)) {
        return add(connection, ledger, entry, file);
      }
    } catch (SQLException e) {
      throw PostgresFailure.of(what, postgres.endpoint(), e);
    }
  }

  private RepairResult add(
      Connection connection, Ledger ledger, LedgerEntry entry, RepairedFile file)
      throws SQLException {
    progress.phase("adding rows to load " + entry.id());
    RepairReading reading = new RepairReading(request, entry, file);
    return Sql.transaction(
        connection,
        () -> {
          RepairedRows rows = new RepairedRows(connection, dataset, entry);
          rows.createCopy();
          RepairReading.Result read = reading.into(connection, progress);
          rows.place(file.places());
          List<RepairedRows.Changed> changed = rows.changed();
          if (!changed.isEmpty() && request.difference() == Difference.REFUSE) {
            throw different(entry, changed);
          }
          long replaced = rows.replaceChanged();
          long added = rows.addAbsent();
          if (added + replaced > 0) {
            ledger.repaired(
                entry.id(),
                rows.counts(added, read.summary().rowsRejected()),
                request.file().getFileName().toString(),
                request.author());
          }
          return new RepairResult(
              ledger.entry(entry.id()).orElseThrow(),
              added,
              replaced,
              read.summary().rowsLoaded() - added - replaced,
              read.summary().rowsRejected(),
              read.rejectsFile());
        });
  }

  private Failure different(LedgerEntry entry, List<RepairedRows.Changed> changed) {
    return refused(
        "%d of its lines were added to load %d before with other values: %s%s"
            .formatted(
                changed.size(),
                entry.id(),
                changed.stream()
                    .limit(SHOWN_DIFFERENCES)
                    .map(RepairedRows.Changed::toString)
                    .collect(joining("; ")),
                changed.size() > SHOWN_DIFFERENCES ? "; and so on" : ""),
        "the values that the table has. Pass --replace to replace these rows with the file's"
            + " values.");
  }

  private LedgerEntry entry(Ledger ledger, RejectsLoad load) throws SQLException {
    LedgerEntry entry =
        ledger
            .entry(load.id())
            .filter(found -> RejectsLoad.of(found.id(), found.sha256()).equals(load))
            .orElseThrow(
                () ->
                    refused(
                        "the ledger at " + postgres.endpoint() + " has no " + load,
                        "rejects of a load into this database. Name that database's stack, or the"
                            + " right file."));
    if (!entry.dataset().equals(dataset.name())) {
      throw refused(
          "load " + entry.id() + " is of dataset " + entry.dataset(),
          "rejects of " + dataset.name() + ". Name the right --dataset, or the right file.");
    }
    if (entry.status() != LoadStatus.PUBLISHED) {
      throw refused(
          "load " + entry.id() + " is " + entry.status().sql().replace('_', ' '),
          "a load that readers see. Load the fixed file instead.");
    }
    return entry;
  }

  private List<String> header(Ledger ledger, LedgerEntry entry) throws SQLException {
    return ledger
        .header(entry.id())
        .orElseThrow(
            () ->
                refused(
                    "load "
                        + entry.id()
                        + " was created by Quarterdeck "
                        + entry.toolVersion()
                        + ", which did not record the file's header",
                    "a newer load. Load the fixed file instead."));
  }

  private void refuseTooMany(LedgerEntry entry, int absent) {
    if (absent > entry.rowsRejected().orElse(0)) {
      throw refused(
          "it has "
              + absent
              + " lines that are not in load "
              + entry.id()
              + ", which rejected "
              + entry.rowsRejected().orElse(0),
          "at most that many. Keep only the lines that the load wrote.");
    }
  }

  private Failure refused(String found, String expected) {
    return Failure.of(
        "Cannot add the rows of %s: %s; expected %s",
        request.file(), found, expected.replaceFirst("\\. ", ". Nothing was added. "));
  }
}

package io.quarterdeck.cli.job;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LedgerProfile;
import io.quarterdeck.loader.load.Origin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The loads of a run, according to the ledger.
 *
 * @param loads the loads that the run published, including loads that were replaced later
 */
record LoadedByRun(List<LedgerEntry> loads) {
  /**
   * Finds the run's loads.
   *
   * @param ledger the newest loads of the dataset, newest first
   * @param more whether the ledger has older loads that were not read
   * @return empty if the run is older than the loads that were read
   */
  static Optional<LoadedByRun> of(RunRecord run, List<LedgerEntry> ledger, More more) {
    boolean tooOld =
        more == More.OLDER_ONES
            && ledger.stream().noneMatch(load -> load.started().isBefore(run.started()));
    return tooOld
        ? Optional.empty()
        : Optional.of(
            new LoadedByRun(
                ledger.stream()
                    .filter(load -> load.who().equals(Origin.run(Long.toString(run.id()))))
                    .filter(load -> load.status().wasPublished())
                    .toList()));
  }

  /** Whether the ledger has older loads that were not read. */
  enum More {
    NONE,
    OLDER_ONES
  }

  String files() {
    return Integer.toString(loads.size());
  }

  String rows() {
    return String.format(Locale.ROOT, "%,d", rowsLoaded());
  }

  long rowsLoaded() {
    return loads.stream()
        .map(LedgerEntry::rowsLoaded)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .sum();
  }

  /** Returns the sum of each column; a hyphen if nothing was loaded. */
  String sums(List<String> columns) {
    if (loads.isEmpty() || columns.isEmpty()) {
      return "-";
    }
    return columns.stream()
        .map(column -> column + " " + sum(column).toPlainString())
        .collect(joining(", "));
  }

  private BigDecimal sum(String column) {
    return loads.stream()
        .flatMap(load -> LedgerProfile.read(load.columns()).stream())
        .filter(profile -> profile.name().equals(column))
        .flatMap(profile -> profile.sum().stream())
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}

package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.blob.CurrentExport;
import io.quarterdeck.etl.blob.ExportedLoad;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.ledger.Ledger;
import io.quarterdeck.etl.ledger.LedgerEntry;
import io.quarterdeck.etl.ledger.LoadStatus;
import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.Stack;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs the export job, unless the current export holds the rows that are published: the same loads
 * with as many rows and as many repairs.
 *
 * @param stack where the job runs
 * @param postgres the stack's database
 * @param dataset what is exported
 * @param datasetFile the file that describes it
 * @param deadline how long to wait for the end of the job
 */
public record ExportStep(
    Stack stack, Postgres postgres, Dataset dataset, Path datasetFile, Duration deadline) {
  /** When to run the job. */
  public enum When {
    /** Only when the published loads or their rows are others than the exported ones. */
    NEEDED,
    /** In any case. */
    ALWAYS
  }

  /** Whether the job had to run. */
  public enum Outcome {
    EXPORTED,
    ALREADY_EXPORTED
  }

  /**
   * What is exported now.
   *
   * @param export the current export
   * @param outcome whether it was made just now
   */
  public record Result(ExportResult export, Outcome outcome) {}

  /**
   * Exports.
   *
   * @throws io.quarterdeck.etl.Failure when the job fails
   */
  public Result run(When when, Progress progress) {
    if (when == When.NEEDED) {
      Optional<CurrentExport> current = CurrentExport.read(stack.blob(), dataset.name(), progress);
      if (current.isPresent() && isOf(current.get(), published())) {
        return new Result(current.get().result(), Outcome.ALREADY_EXPORTED);
      }
    }
    return new Result(stack.jobs().export(datasetFile, deadline, progress), Outcome.EXPORTED);
  }

  private static boolean isOf(CurrentExport current, List<LedgerEntry> published) {
    Set<Long> ids =
        published.stream().map(LedgerEntry::id).collect(Collectors.toCollection(TreeSet::new));
    long rows = published.stream().mapToLong(load -> load.rowsLoaded().orElse(0)).sum();
    long repairs = published.stream().mapToLong(LedgerEntry::repairs).sum();
    // The manifest of an earlier version names no repairs: a repair added rows then.
    return current.loadIds().equals(ids)
        && current.result().rows() == rows
        && current.loads().stream().mapToLong(ExportedLoad::repairs).sum() == repairs;
  }

  private List<LedgerEntry> published() {
    return Ledger.read(postgres, ledger -> ledger.loads(dataset, LoadStatus.PUBLISHED));
  }
}

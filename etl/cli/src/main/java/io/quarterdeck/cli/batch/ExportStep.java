package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.blob.CurrentExport;
import io.quarterdeck.azure.blob.ExportedLoad;
import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LoadStatus;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs the export job, unless the current export is up to date: it contains the published loads
 * with the same number of rows and repairs.
 *
 * @param stack the stack that runs the job
 * @param postgres the stack's database
 * @param dataset the dataset to export
 * @param datasetFile the dataset file
 * @param deadline the maximum time to wait for the job
 */
public record ExportStep(
    Stack stack, Postgres postgres, Dataset dataset, Path datasetFile, Duration deadline) {
  /** When to run the job. */
  public enum When {
    /** Only if the published loads or their rows differ from the export. */
    NEEDED,
    /** Always. */
    ALWAYS
  }

  /** Whether the job ran. */
  public enum Outcome {
    EXPORTED,
    ALREADY_EXPORTED
  }

  /**
   * The result of the step.
   *
   * @param export the current export
   * @param outcome whether this step created it
   */
  public record Result(ExportResult export, Outcome outcome) {}

  /**
   * Runs the step.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the job fails
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
    // Manifests of earlier versions do not count repairs. There, repairs only added rows.
    return current.loadIds().equals(ids)
        && current.result().rows() == rows
        && current.loads().stream().mapToLong(ExportedLoad::repairs).sum() == repairs;
  }

  private List<LedgerEntry> published() {
    return Ledger.read(postgres, ledger -> ledger.loads(dataset, LoadStatus.PUBLISHED));
  }
}

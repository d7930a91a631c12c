package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.blob.CurrentExport;
import io.quarterdeck.azure.blob.ExportedLoad;
import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.load.InputFile;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Determines the file to load: the given file, or the reference file if no load is published. The
 * reference file never replaces published rows.
 *
 * @param request the parameters of the bootstrap
 * @param stack the stack
 * @param postgres the stack's database
 */
record FileStep(BootstrapRequest request, Stack stack, Postgres postgres) {
  /**
   * The result of the step.
   *
   * @param reach whether the database can be reached from this machine
   * @param file the file to load; empty if a published load is kept
   * @param published the published load that is kept because no file was given
   */
  record Result(Reach reach, Optional<Path> file, Optional<Published> published) {}

  /**
   * A published load.
   *
   * @param id the id in the ledger
   * @param file the name of its file
   * @param export the export that contains the load, if it was found there
   */
  record Published(long id, String file, Optional<ExportResult> export) {}

  Steps.Outcome<Result> run(Reach reach, Progress progress) {
    if (request.file().isPresent()) {
      InputFile file = request.file().get();
      return new Steps.Outcome<>(
          new Result(reach, Optional.of(file.path()), Optional.empty()), file.name());
    }
    Optional<Published> published = reach.isOpen() ? inLedger() : inExport(progress);
    if (published.isPresent()) {
      return new Steps.Outcome<>(
          new Result(reach, Optional.empty(), published),
          "none given; load %d of %s is published and stays"
              .formatted(published.get().id(), published.get().file()));
    }
    Steps.Outcome<Path> reference = ReferenceStep.run(request.folders(), progress);
    return new Steps.Outcome<>(
        new Result(reach, Optional.of(reference.value()), Optional.empty()), reference.outcome());
  }

  private Optional<Published> inLedger() {
    return Ledger.read(postgres, ledger -> ledger.newest(request.dataset()))
        .map(load -> new Published(load.id(), load.file(), Optional.empty()));
  }

  private Optional<Published> inExport(Progress progress) {
    return CurrentExport.read(stack.blob(), request.dataset().name(), progress)
        .flatMap(
            export ->
                export.loads().stream()
                    .max(Comparator.comparing(ExportedLoad::id))
                    .map(
                        load ->
                            new Published(load.id(), load.file(), Optional.of(export.result()))));
  }
}

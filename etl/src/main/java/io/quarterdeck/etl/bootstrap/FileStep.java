package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.blob.CurrentExport;
import io.quarterdeck.etl.blob.ExportedLoad;
import io.quarterdeck.etl.ledger.Ledger;
import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.Stack;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds what is to be loaded: the file that was given. Where none was, the reference file fills an
 * empty table, and never takes the place of rows that someone has loaded.
 *
 * @param request what is asked for
 * @param stack where to
 * @param postgres its database
 */
record FileStep(BootstrapRequest request, Stack stack, Postgres postgres) {
  /**
   * What was found.
   *
   * @param reach whether the database is to be reached from here
   * @param file what is to be loaded; nothing where a load stays
   * @param published the load that stays, if no file was given and one is published
   */
  record Result(Reach reach, Optional<Path> file, Optional<Published> published) {}

  /**
   * A load that readers see.
   *
   * @param id its id in the ledger
   * @param file the name of its file
   * @param export the export that has it, where it was found there
   */
  record Published(long id, String file, Optional<ExportResult> export) {}

  Steps.Outcome<Result> run(Progress progress) {
    progress.phase("looking for PostgreSQL");
    Reach reach = Reach.of(stack.postgres());
    if (request.file().isPresent()) {
      return new Steps.Outcome<>(
          new Result(reach, request.file(), Optional.empty()), request.file().get().toString());
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

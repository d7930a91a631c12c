package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.blob.Landing;
import io.quarterdeck.etl.load.LoadRequest;
import io.quarterdeck.etl.load.LoadResult;
import io.quarterdeck.etl.load.Loader;
import io.quarterdeck.etl.load.RowReading;
import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.Stack;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings the file into its table, here or on Databricks, and says which way and why.
 *
 * @param request what is asked for
 * @param stack where to
 * @param postgres its database
 */
record LoadStep(BootstrapRequest request, Stack stack, Postgres postgres) {
  /**
   * What is loaded now.
   *
   * @param loadId its id in the ledger
   * @param place where it was, or would have been, loaded
   * @param export the export that has it already, where the job made one
   */
  record Result(long loadId, LoadPlace place, Optional<ExportResult> export) {}

  Steps.Outcome<Result> run(Path file, Progress progress) {
    progress.phase("looking for PostgreSQL");
    LoadPlace place = LoadPlace.choose(request.loadOn(), Reach.of(stack.postgres()), file);
    progress.note("Loading " + place.why() + ".");
    return switch (place.where()) {
      case HERE -> here(file, place, progress);
      case DATABRICKS -> onDatabricks(file, place, progress);
    };
  }

  private Steps.Outcome<Result> here(Path file, LoadPlace place, Progress progress) {
    RowReading reading =
        new RowReading(
            file,
            request.dataset(),
            request.rejectLimit(),
            request.duplicates(),
            request.rejects());
    LoadRequest load = LoadRequest.of(reading, Optional.of(new Landing(stack.blob())));
    LoadResult result = new Loader(postgres, load, progress).run();
    long id = result.entry().id();
    return new Steps.Outcome<>(
        new Result(id, place, Optional.empty()),
        switch (result.outcome()) {
          case PUBLISHED -> loaded(result.entry().rowsLoaded().orElse(0), id);
          case ALREADY_LOADED -> "loaded already, as load " + id;
        });
  }

  private Steps.Outcome<Result> onDatabricks(Path file, LoadPlace place, Progress progress) {
    JobLoad.Result result =
        new JobLoad(stack, request.dataset(), request.datasetFile(), file).run(progress);
    long id = result.load().id();
    return new Steps.Outcome<>(
        new Result(id, place, Optional.of(result.export())),
        switch (result.outcome()) {
          case LOADED -> loaded(result.load().rows(), id) + " by the job";
          case ALREADY_LOADED -> "loaded already, as load " + id;
        });
  }

  private String loaded(long rows, long id) {
    return String.format(
        Locale.ROOT, "%,d rows into %s as load %d", rows, request.dataset().table(), id);
  }
}

package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.blob.Landing;
import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.loader.load.LoadRequest;
import io.quarterdeck.loader.load.LoadResult;
import io.quarterdeck.loader.load.Loader;
import io.quarterdeck.loader.load.RowReading;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.rows.DuplicateCounting;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Loads the file, in this process or on Databricks, and prints the choice and its reason.
 *
 * @param request the parameters of the bootstrap
 * @param stack the stack
 * @param postgres the stack's database
 */
record LoadStep(BootstrapRequest request, Stack stack, Postgres postgres) {
  /**
   * The result of the step.
   *
   * @param loadId the id in the ledger
   * @param reach whether the database can be reached from this machine
   * @param export the export that contains the load, if the job created one
   */
  record Result(long loadId, Reach reach, Optional<ExportResult> export) {}

  Steps.Outcome<Result> run(FileStep.Result given, Progress progress) {
    if (given.published().isPresent()) {
      FileStep.Published published = given.published().get();
      return already(new Result(published.id(), given.reach(), published.export()));
    }
    Path file = given.file().orElseThrow();
    LoadPlace place = LoadPlace.choose(request.loadOn(), given.reach(), file);
    progress.note("Loading " + place.why() + ".");
    return switch (place.where()) {
      case HERE -> here(file, given.reach(), progress);
      case DATABRICKS -> onDatabricks(file, given.reach(), progress);
    };
  }

  private Steps.Outcome<Result> here(Path file, Reach reach, Progress progress) {
    LoadRequest load =
        LoadRequest.of(reading(file, request.duplicates()), Optional.of(new Landing(stack.blob())));
    LoadResult result =
        Interruption.cleanedUp(
            Interruption.Messages.OF_LOAD, () -> new Loader(postgres, load, progress).run());
    Result loaded = new Result(result.entry().id(), reach, Optional.empty());
    return switch (result.outcome()) {
      case PUBLISHED ->
          new Steps.Outcome<>(
              loaded, loaded(result.entry().rowsLoaded().orElse(0), loaded.loadId()));
      case ALREADY_LOADED -> {
        if (!result.datasetChanges().isEmpty()) {
          progress.note(
              "The dataset file has changed since load %d: %s. ./quarterdeck load --force loads the file with the changes."
                  .formatted(loaded.loadId(), String.join("; ", result.datasetChanges())));
        }
        yield already(loaded);
      }
    };
  }

  private Steps.Outcome<Result> onDatabricks(Path file, Reach reach, Progress progress) {
    JobLoad.Result result =
        new JobLoad(
                stack,
                request.datasetFile(),
                reading(file, DuplicateCounting.SKIP),
                request.deadline())
            .run(progress);
    progress.rows(result.load().rows());
    Result loaded = new Result(result.load().id(), reach, Optional.of(result.export()));
    return switch (result.outcome()) {
      case LOADED ->
          new Steps.Outcome<>(
              loaded, loaded(result.load().rows(), loaded.loadId()) + " by the job");
      case ALREADY_LOADED -> already(loaded);
    };
  }

  private RowReading reading(Path file, DuplicateCounting duplicates) {
    return new RowReading(
        file, request.dataset(), request.rejectLimit(), duplicates, request.rejects());
  }

  private static Steps.Outcome<Result> already(Result loaded) {
    return new Steps.Outcome<>(loaded, "loaded already, as load " + loaded.loadId());
  }

  private String loaded(long rows, long id) {
    return String.format(
        Locale.ROOT, "%,d rows into %s as load %d", rows, request.dataset().table(), id);
  }
}

package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.databricks.experiment.ModelExperiment;
import io.quarterdeck.azure.databricks.experiment.TrackedModel;
import io.quarterdeck.contract.ModelManifest;
import io.quarterdeck.loader.progress.Progress;
import java.time.Clock;
import java.util.Optional;

/**
 * Writes the stored models to the MLflow experiment of the stack. The jobs cannot do this, because
 * their clusters have no token for the workspace (decision 104).
 */
public final class ModelLog {
  private final ModelFiles models;
  private final ModelExperiment experiment;

  private ModelLog(ModelFiles models, ModelExperiment experiment) {
    this.models = models;
    this.experiment = experiment;
  }

  /** Returns the log of a stack. */
  public static ModelLog of(LakehouseStack stack, Progress progress) {
    return new ModelLog(
        new ModelFiles(stack.lake(progress)),
        new ModelExperiment(stack.workspace(), stack.environment().stack(), Clock.systemUTC()));
  }

  /** Returns the models in the lake. */
  ModelFiles models() {
    return models;
  }

  /** Returns the path of the experiment in the workspace. */
  String name() {
    return experiment.name();
  }

  /**
   * Writes the models that the experiment does not have yet.
   *
   * @return the number of models that were written
   * @throws io.quarterdeck.loader.failure.Failure if the workspace refuses
   */
  public int write() {
    Optional<ModelManifest> published = models.published();
    return experiment.write(models.all().stream().map(card -> tracked(card, published)).toList());
  }

  private static TrackedModel tracked(ModelFiles.Card card, Optional<ModelManifest> published) {
    return new TrackedModel(
        card.version(),
        card.trained(),
        card.metrics(),
        card.parameters(),
        card.lineage(),
        published
            .map(manifest -> manifest.state(card.version()))
            .orElse(ModelManifest.State.NOT_PUBLISHED)
            .words());
  }
}

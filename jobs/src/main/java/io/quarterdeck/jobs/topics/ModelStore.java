package io.quarterdeck.jobs.topics;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.ModelManifest;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;

/**
 * The models in the lake: a folder {@code model/VERSION} for each, and {@code model/manifest.json},
 * which names the current one.
 */
final class ModelStore {
  private static final String MANIFEST = LakeName.MODEL_MANIFEST.lakeName();

  private final LakeRoot lake;

  ModelStore(LakeRoot lake) {
    this.lake = lake;
  }

  /**
   * A model.
   *
   * @param card its description
   * @param pipeline the stages that convert terms to a prediction
   */
  record Stored(ModelCard card, PipelineModel pipeline) {}

  /** Returns the current model, if one was published. */
  Optional<Stored> current() {
    return published().map(manifest -> load(manifest.current()));
  }

  Optional<ModelManifest> published() {
    return lake.text(MANIFEST).map(json -> ModelCard.parse(json, ModelManifest.class));
  }

  /**
   * Stores a model. It is not current yet.
   *
   * @throws Failure if the version is or was current
   */
  void save(ModelCard card, PipelineModel pipeline) {
    checkUnused(card.version());
    try {
      pipeline.write().overwrite().save(lake.at(folder(card.version()) + "/pipeline"));
    } catch (java.io.IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot save the model %s: found %s; expected a writable lake. Run the training again.",
          card.version(),
          e);
    }
    lake.write(folder(card.version()) + "/model.json", card.json());
  }

  /**
   * Checks that a version can be trained.
   *
   * @throws Failure if the version is or was current
   */
  void checkUnused(String version) {
    if (published()
        .filter(manifest -> manifest.state(version) != ModelManifest.State.NOT_PUBLISHED)
        .isPresent()) {
      throw Failure.of(
          "Cannot train the model %s: found a published version with this id; expected a new id."
              + " Pass another --run-id.",
          version);
    }
  }

  /** Makes a stored model the current one. */
  void publish(String version) {
    ModelManifest next =
        published()
            .map(manifest -> manifest.promoted(version))
            .orElseGet(() -> ModelManifest.first(version));
    lake.write(MANIFEST, ModelCard.write(next));
  }

  private Stored load(String version) {
    String json =
        lake.text(folder(version) + "/model.json")
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot load the model %s: found no %s/model.json; expected the model that"
                            + " %s names. Restore it, or train again.",
                        version, folder(version), MANIFEST));
    return new Stored(
        ModelCard.parse(json), PipelineModel.load(lake.at(folder(version) + "/pipeline")));
  }

  private static String folder(String version) {
    return LakeName.MODELS.lakeName() + "/" + version;
  }
}

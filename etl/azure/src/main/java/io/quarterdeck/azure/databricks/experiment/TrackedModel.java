package io.quarterdeck.azure.databricks.experiment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model, as an experiment shows it.
 *
 * @param version the model's version
 * @param trained the end of the training; empty for models of earlier releases
 * @param metrics the metrics, by name
 * @param parameters the parameters of the training, by name
 * @param lineage what the model was made from, by name
 * @param state how the model is used, for example {@code current}
 */
public record TrackedModel(
    String version,
    Optional<Instant> trained,
    Map<String, Double> metrics,
    Map<String, String> parameters,
    Map<String, String> lineage,
    String state) {}

package io.quarterdeck.cli.lakehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.ModelManifest;
import io.quarterdeck.loader.failure.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The models in the lake, and the manifest that names the current one. The format is that of the
 * training ({@code ModelStore} and {@code ModelCard} in the module of the jobs).
 *
 * @param files the files of the container of the tables
 */
record ModelFiles(LakeFiles files) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CARD = "model.json";

  /**
   * The description of a model.
   *
   * @param json the whole description
   */
  record Card(JsonNode json) {
    String version() {
      return json.path("version").asText();
    }

    /** Returns the metrics on the held-out questions, by name. */
    Map<String, Double> metrics() {
      Map<String, Double> metrics = new TreeMap<>();
      json.path("metrics")
          .fields()
          .forEachRemaining(field -> metrics.put(field.getKey(), field.getValue().asDouble()));
      return metrics;
    }

    /** Returns the lineage and the parameters, by name. */
    Map<String, String> facts() {
      Map<String, String> facts = new TreeMap<>(lineage());
      parameters().forEach((name, value) -> facts.put("parameter " + name, value));
      return facts;
    }

    /** Returns what the model was made from, by name. */
    Map<String, String> lineage() {
      return texts(json);
    }

    /** Returns the parameters of the training, by name. */
    Map<String, String> parameters() {
      return texts(json.path("parameters"));
    }

    /** Returns the Delta version of the posts in the training. */
    long postsVersion() {
      return json.path("postsVersion").asLong();
    }

    /** Returns the end of the training; empty for models of earlier releases. */
    Optional<Instant> trained() {
      return Optional.ofNullable(json.path("trained").textValue()).map(Instant::parse);
    }

    private static Map<String, String> texts(JsonNode object) {
      Map<String, String> texts = new TreeMap<>();
      object
          .fields()
          .forEachRemaining(
              field -> {
                if (field.getValue().isValueNode()) {
                  texts.put(field.getKey(), field.getValue().asText());
                }
              });
      return texts;
    }
  }

  /** Returns the manifest, if a model was published. */
  Optional<ModelManifest> published() {
    return manifest().map(ModelFiles::parse);
  }

  /** Returns the descriptions of all stored models. */
  List<Card> all() {
    List<Card> cards = new ArrayList<>();
    for (String path : files.list(LakeName.MODELS.lakeName())) {
      if (path.matches(LakeName.MODELS.lakeName() + "/[^/]+/" + CARD)) {
        files.read(path).ifPresent(content -> cards.add(new Card(tree(content.text(), path))));
      }
    }
    return cards;
  }

  /**
   * Returns the description of a model.
   *
   * @throws Failure if there is no such model
   */
  Card card(String version) {
    String path = LakeName.MODELS.lakeName() + "/" + version + "/" + CARD;
    return files
        .read(path)
        .map(content -> new Card(tree(content.text(), path)))
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot find the model %s: found no %s; expected a stored model. List the"
                        + " models: ./quarterdeck model list",
                    version, path));
  }

  /**
   * Makes a stored model the current one.
   *
   * @return the manifest, which is unchanged if the model is current already
   * @throws Failure if there is no such model, or somebody else published a model at the same time
   */
  ModelManifest promote(String version) {
    String stored = card(version).version();
    LakeFiles.Content before = requireManifest();
    ModelManifest published = parse(before);
    ModelManifest next = published.promoted(stored);
    return next.equals(published) ? published : replace(before, next);
  }

  /**
   * Makes the previous model the current one. The model that was current stays stored.
   *
   * @throws Failure if there is no earlier model, or somebody else published a model at the same
   *     time
   */
  ModelManifest rollback() {
    LakeFiles.Content before = requireManifest();
    ModelManifest published = parse(before);
    ModelManifest previous =
        published
            .previous()
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot roll back the model %s: found no earlier model; expected one. Train another"
                            + " model: ./quarterdeck run --systems lakehouse --job train",
                        published.current()));
    card(previous.current());
    return replace(before, previous);
  }

  private ModelManifest replace(LakeFiles.Content before, ModelManifest next) {
    ObjectNode json = JSON.createObjectNode();
    json.put("current", next.current());
    next.earlier().forEach(json.putArray("earlier")::add);
    if (!next.rolledBack().isEmpty()) {
      next.rolledBack().forEach(json.putArray("rolledBack")::add);
    }
    if (!files.replace(LakeName.MODEL_MANIFEST.lakeName(), before, json.toPrettyString())) {
      throw Failure.of(
          "Cannot publish the model %s: found that another program changed %s at the same time;"
              + " expected no change. List the models, then run this again.",
          next.current(), LakeName.MODEL_MANIFEST.lakeName());
    }
    return next;
  }

  private Optional<LakeFiles.Content> manifest() {
    return files.read(LakeName.MODEL_MANIFEST.lakeName());
  }

  private LakeFiles.Content requireManifest() {
    return manifest()
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot change the current model: found no %s; expected a published model."
                        + " Train one: ./quarterdeck run --systems lakehouse --job train",
                    LakeName.MODEL_MANIFEST.lakeName()));
  }

  private static ModelManifest parse(LakeFiles.Content manifest) {
    JsonNode json = tree(manifest.text(), LakeName.MODEL_MANIFEST.lakeName());
    return new ModelManifest(
        json.path("current").asText(), texts(json.path("earlier")), texts(json.path("rolledBack")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static JsonNode tree(String text, String path) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw Failure.causedBy(
          e,
          "Cannot read %s: found %s; expected the JSON that a training writes. Restore the file, or"
              + " train again.",
          path,
          e.getOriginalMessage());
    }
  }
}

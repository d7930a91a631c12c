package io.quarterdeck.cli.lakehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.contract.LakeName;
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
   * The manifest.
   *
   * @param current the version of the current model
   * @param earlier the versions that were current before, the newest first
   */
  record Published(String current, List<String> earlier) {
    /** Returns how a version is used: {@code current}, {@code earlier} or {@code not published}. */
    String state(String version) {
      if (version.equals(current)) {
        return "current";
      }
      return earlier.contains(version) ? "earlier" : "not published";
    }
  }

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
  Optional<Published> published() {
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
  Published promote(String version) {
    String stored = card(version).version();
    LakeFiles.Content before = requireManifest();
    Published published = parse(before);
    if (published.current().equals(stored)) {
      return published;
    }
    List<String> earlier = new ArrayList<>();
    earlier.add(published.current());
    earlier.addAll(published.earlier());
    earlier.removeIf(stored::equals);
    return replace(before, new Published(stored, earlier));
  }

  /**
   * Makes the previous model the current one. The model that was current stays stored.
   *
   * @throws Failure if there is no earlier model, or somebody else published a model at the same
   *     time
   */
  Published rollback() {
    LakeFiles.Content before = requireManifest();
    Published published = parse(before);
    if (published.earlier().isEmpty()) {
      throw Failure.of(
          "Cannot roll back the model %s: found no earlier model; expected one. Train another"
              + " model: ./quarterdeck run --systems lakehouse --job train",
          published.current());
    }
    List<String> earlier = published.earlier();
    String previous = card(earlier.get(0)).version();
    return replace(before, new Published(previous, earlier.subList(1, earlier.size())));
  }

  private Published replace(LakeFiles.Content before, Published next) {
    ObjectNode json = JSON.createObjectNode();
    json.put("current", next.current());
    ArrayNode earlier = json.putArray("earlier");
    next.earlier().forEach(earlier::add);
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

  private static Published parse(LakeFiles.Content manifest) {
    JsonNode json = tree(manifest.text(), LakeName.MODEL_MANIFEST.lakeName());
    List<String> earlier = new ArrayList<>();
    json.path("earlier").forEach(version -> earlier.add(version.asText()));
    return new Published(json.path("current").asText(), List.copyOf(earlier));
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

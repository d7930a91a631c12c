package io.quarterdeck.local.datafactory.model;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of artefacts of a data factory that the emulator knows. */
public enum ArtefactKind {
  LINKED_SERVICE("linkedservices", "linked service", "LinkedServiceResource"),
  DATASET("datasets", "dataset", "DatasetResource"),
  PIPELINE("pipelines", "pipeline", "PipelineResource"),
  TRIGGER("triggers", "trigger", "TriggerResource");

  private final String collection;
  private final String title;
  private final String model;

  ArtefactKind(String collection, String title, String model) {
    this.collection = collection;
    this.title = title;
    this.model = model;
  }

  /** Returns the segment of the path, for example {@code pipelines}. */
  public String collection() {
    return collection;
  }

  /** Returns the name for messages. */
  public String title() {
    return title;
  }

  /** Returns the model of the request that creates an artefact. */
  String model() {
    return model;
  }

  /** Returns the kind with this segment of the path, in any case. */
  public static Optional<ArtefactKind> of(String collection) {
    return Arrays.stream(values())
        .filter(kind -> kind.collection.equalsIgnoreCase(collection))
        .findFirst();
  }
}

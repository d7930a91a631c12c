package io.quarterdeck.local.datafactory;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.local.datafactory.model.ArtefactKind;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The references of artefacts to each other, and of activities to each other. */
final class ArtefactReferences {
  private static final Map<String, ArtefactKind> KINDS =
      Map.of(
          "LinkedServiceReference", ArtefactKind.LINKED_SERVICE,
          "DatasetReference", ArtefactKind.DATASET,
          "PipelineReference", ArtefactKind.PIPELINE);

  /**
   * A reference.
   *
   * @param name the name of the artefact
   */
  record Reference(ArtefactKind kind, String name) implements Comparable<Reference> {
    @Override
    public int compareTo(Reference other) {
      int kinds = kind.compareTo(other.kind);
      return kinds == 0 ? name.compareTo(other.name) : kinds;
    }
  }

  private ArtefactReferences() {}

  /** Returns all references in an artefact. */
  static Set<Reference> in(JsonElement artefact) {
    Set<Reference> found = new TreeSet<>();
    collect(artefact, found);
    return found;
  }

  private static void collect(JsonElement value, Set<Reference> found) {
    if (value instanceof JsonArray list) {
      list.forEach(each -> collect(each, found));
    } else if (value instanceof JsonObject object) {
      if (object.has("referenceName") && object.get("type") instanceof JsonPrimitive type) {
        ArtefactKind kind = KINDS.get(type.getAsString());
        if (kind != null) {
          found.add(new Reference(kind, object.get("referenceName").getAsString()));
        }
      }
      object.entrySet().forEach(each -> collect(each.getValue(), found));
    }
  }
}

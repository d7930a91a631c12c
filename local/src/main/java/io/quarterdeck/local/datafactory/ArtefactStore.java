package io.quarterdeck.local.datafactory;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.local.datafactory.activity.Artefacts;
import io.quarterdeck.local.datafactory.expression.TemplateText;
import io.quarterdeck.local.datafactory.model.ArtefactKind;
import io.quarterdeck.local.datafactory.model.ModelCheck;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The artefacts of one factory, one file each. Thread-safe. */
final class ArtefactStore implements Artefacts {
  private static final String PROPERTIES = "properties";
  private static final String NAME = "[A-Za-z0-9_][^<>*#.%&:\\\\+?/-]{0,139}";

  private final Path folder;
  private final Map<ArtefactKind, Map<String, JsonObject>> all = new ConcurrentHashMap<>();

  private ArtefactStore(Path folder) {
    this.folder = folder;
  }

  /** Opens the artefacts of an earlier process. */
  static ArtefactStore open(Path folder) throws IOException {
    ArtefactStore store = new ArtefactStore(folder);
    for (ArtefactKind kind : ArtefactKind.values()) {
      Path files = folder.resolve(kind.collection());
      PrivateFiles.createFolder(files);
      Map<String, JsonObject> artefacts = new TreeMap<>();
      try (DirectoryStream<Path> found = Files.newDirectoryStream(files, "*.json")) {
        for (Path file : found) {
          String name = file.getFileName().toString().replaceFirst("\\.json$", "");
          artefacts.put(name, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        }
      }
      store.all.put(kind, artefacts);
    }
    return store;
  }

  @Override
  public synchronized Optional<JsonObject> find(ArtefactKind kind, String name) {
    return Optional.ofNullable(all.get(kind).get(name)).map(JsonObject::deepCopy);
  }

  synchronized Map<String, JsonObject> list(ArtefactKind kind) {
    return new TreeMap<>(all.get(kind));
  }

  /**
   * Creates or replaces an artefact.
   *
   * @param body the request
   * @throws ApiError if Azure would refuse the request, or the emulator cannot run the artefact
   */
  synchronized void put(ArtefactKind kind, String name, JsonObject body) throws IOException {
    if (!name.matches(NAME)) {
      throw refusal("The name '%s' of a %s is invalid.".formatted(name, kind.title()));
    }
    JsonObject request = new JsonObject();
    request.add(PROPERTIES, body.get(PROPERTIES));
    List<String> problems = new ArrayList<>(ModelCheck.problems(kind, request));
    if (problems.isEmpty()) {
      problems.addAll(TemplateText.errors(body.get(PROPERTIES)));
    }
    if (problems.isEmpty()) {
      RunnableProperties.problems(body.getAsJsonObject(PROPERTIES)).stream()
          .map(each -> "The local stack does not support " + each + ".")
          .forEach(problems::add);
    }
    if (!problems.isEmpty()) {
      throw refusal("The %s '%s' is invalid: %s".formatted(kind.title(), name, problems.get(0)));
    }
    JsonObject properties = body.getAsJsonObject(PROPERTIES);
    checkReferences(kind, name, properties);
    if (kind == ArtefactKind.PIPELINE) {
      ActivityOrder.check(properties);
    }
    write(kind, name, properties);
  }

  private void checkReferences(ArtefactKind kind, String name, JsonObject properties) {
    for (ArtefactReferences.Reference reference : ArtefactReferences.in(properties)) {
      if (!all.get(reference.kind()).containsKey(reference.name())) {
        throw refusal(
            "The %s '%s' references the %s '%s', which does not exist."
                .formatted(kind.title(), name, reference.kind().title(), reference.name()));
      }
    }
  }

  /** Stores the properties without a check. */
  synchronized void write(ArtefactKind kind, String name, JsonObject properties)
      throws IOException {
    PrivateFiles.write(file(kind, name), properties.toString());
    all.get(kind).put(name, properties.deepCopy());
  }

  /** Deletes an artefact that no other one references. Returns whether it existed. */
  synchronized boolean delete(ArtefactKind kind, String name) throws IOException {
    ArtefactReferences.Reference wanted = new ArtefactReferences.Reference(kind, name);
    for (ArtefactKind other : ArtefactKind.values()) {
      all.get(other)
          .forEach(
              (user, properties) -> {
                if (ArtefactReferences.in(properties).contains(wanted)) {
                  throw refusal(
                      "The document cannot be deleted since it is referenced by " + user + ".");
                }
              });
    }
    Files.deleteIfExists(file(kind, name));
    return all.get(kind).remove(name) != null;
  }

  private Path file(ArtefactKind kind, String name) {
    return folder.resolve(kind.collection()).resolve(name + ".json");
  }

  private static ApiError refusal(String message) {
    return ApiError.of(400, "BadRequest", message);
  }
}

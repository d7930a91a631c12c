package io.quarterdeck.azure.datafactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.azure.datafactory.Artefact.Kind;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The artefacts in a folder, in the format in which Data Factory Studio stores them in Git.
 *
 * @param folder contains the folders {@code linkedService}, {@code dataset}, {@code pipeline} and
 *     {@code trigger}
 */
public record ArtefactFolder(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the folder of a system in the project. */
  public static ArtefactFolder of(Path home, PlatformSystemName system) {
    return new ArtefactFolder(home.resolve(system.systemName()).resolve("adf"));
  }

  /**
   * Reads all artefacts, in an order in which they can be created.
   *
   * @param values the values that depend on the stack
   * @throws Failure if a file cannot be read, has another form, or has an unknown placeholder
   */
  public List<Artefact> read(FactoryValues values) {
    List<Artefact> artefacts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Artefact> read = new ArrayList<>();
      for (Path file : files(folder.resolve(kind.folder()))) {
        read.add(artefact(kind, file, values));
      }
      artefacts.addAll(kind == Kind.PIPELINE ? calledFirst(read, folder) : read);
    }
    return artefacts;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static Artefact artefact(Kind kind, Path file, FactoryValues values) {
    try {
      JsonNode read = JSON.readTree(Files.readString(file));
      String name = read.path("name").asText();
      if (!file.getFileName().toString().equals(name + ".json")
          || !(read.path("properties") instanceof ObjectNode properties)) {
        throw Failure.of(
            "Cannot publish the data factory: found the name '%s' in %s; expected the name of the"
                + " file and properties. Correct the file.",
            name, file);
      }
      fill(name, properties, values);
      return new Artefact(kind, name, properties);
    } catch (JsonProcessingException e) {
      throw Failure.causedBy(
          e,
          "Cannot publish the data factory: found %s in %s; expected JSON. Correct the file.",
          e.getOriginalMessage(),
          file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Failure unreadable(Path path, IOException cause) {
    return Failure.causedBy(
        cause,
        "Cannot publish the data factory: found %s; expected the readable artefacts in %s. Restore"
            + " them from Git.",
        cause,
        path);
  }

  private static void fill(String path, ObjectNode object, FactoryValues values) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode value = object.get(name);
      String field = path + "." + name;
      if (FactoryValues.isPlaceholder(value)) {
        object.set(name, values.value(field, value.asText()));
      } else if (value instanceof ObjectNode inner) {
        fill(field, inner, values);
      }
    }
  }

  /** Azure refuses a pipeline that calls another one that does not exist. */
  private static List<Artefact> calledFirst(List<Artefact> pipelines, Path folder) {
    List<Artefact> ordered = new ArrayList<>();
    List<Artefact> waiting = new ArrayList<>(pipelines);
    while (!waiting.isEmpty()) {
      Artefact next =
          waiting.stream()
              .filter(each -> waiting.stream().noneMatch(other -> calls(each, other)))
              .findFirst()
              .orElseThrow(
                  () ->
                      Failure.of(
                          "Cannot publish the data factory: found pipelines that call each other;"
                              + " expected none. Correct the files in %s.",
                          folder.resolve(Kind.PIPELINE.folder())));
      waiting.remove(next);
      ordered.add(next);
    }
    return ordered;
  }

  private static boolean calls(Artefact pipeline, Artefact other) {
    return pipeline.properties().findParents("referenceName").stream()
        .anyMatch(
            each ->
                each.path("type").asText().equals("PipelineReference")
                    && each.path("referenceName").asText().equals(other.name()));
  }
}

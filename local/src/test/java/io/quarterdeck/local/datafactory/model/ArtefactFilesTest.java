package io.quarterdeck.local.datafactory.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in lakehouse/adf are valid, complete, and have the form that Studio reads. */
class ArtefactFilesTest {
  private static final Path LAKEHOUSE = Path.of("../lakehouse/adf");
  private static final Path STREAMING = Path.of("../streaming/adf");
  private static final Map<String, ArtefactKind> FOLDERS =
      Map.of(
          "linkedService", ArtefactKind.LINKED_SERVICE,
          "dataset", ArtefactKind.DATASET,
          "pipeline", ArtefactKind.PIPELINE,
          "trigger", ArtefactKind.TRIGGER);

  static List<Path> folders() {
    return List.of(LAKEHOUSE, STREAMING);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void eachFileConformsToThePublishedModelAndHasTheNameOfItsArtefact(Path folder)
      throws IOException {
    Map<String, JsonObject> files = files(folder);
    assertThat(files).hasSizeGreaterThan(6);
    files.forEach(
        (file, artefact) -> {
          ArtefactKind kind = kind(file);
          assertThat(artefact.keySet()).as(file).containsExactly("name", "properties", "type");
          assertThat(file).endsWith("/" + artefact.get("name").getAsString() + ".json");
          assertThat(artefact.get("type").getAsString())
              .isEqualTo("Microsoft.DataFactory/factories/" + kind.collection());
          assertThat(ModelCheck.problems(kind, request(artefact))).as(file).isEmpty();
        });
  }

  @Test
  void theCheckFindsUnknownPropertiesMissingPropertiesAndUnknownActivities() throws IOException {
    JsonObject pipeline = request(files(LAKEHOUSE).get("pipeline/copyDay.json"));
    JsonObject properties = pipeline.getAsJsonObject("properties");
    JsonObject first = properties.getAsJsonArray("activities").get(0).getAsJsonObject();
    first.remove("name");
    first.addProperty("colour", "red");
    properties.getAsJsonArray("activities").get(1).getAsJsonObject().addProperty("type", "Wait");
    properties.addProperty("concurrency", "one");

    List<String> problems = ModelCheck.problems(ArtefactKind.PIPELINE, pipeline);

    assertThat(problems)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith(
                        "properties.activities[0].colour: found an unknown property; expected"))
        .contains("properties.activities[0].name: found no value; expected one")
        .contains("properties.concurrency: found \"one\"; expected integer")
        .contains(
            "properties.activities[1].type: found \"Wait\"; expected one of Copy, DatabricksJob,"
                + " Delete, ExecutePipeline, Fail, ForEach, GetMetadata, IfCondition, Lookup,"
                + " WebActivity");
  }

  @ParameterizedTest
  @MethodSource("folders")
  void eachReferenceNamesAFile(Path folder) throws IOException {
    Map<String, JsonObject> files = files(folder);
    Map<String, String> folders =
        Map.of(
            "LinkedServiceReference", "linkedService",
            "DatasetReference", "dataset",
            "PipelineReference", "pipeline");
    Pattern reference = Pattern.compile("\"referenceName\":\"([^\"]+)\",\"type\":\"([^\"]+)\"");
    int found = 0;
    for (JsonObject artefact : files.values()) {
      Matcher matcher = reference.matcher(artefact.toString());
      while (matcher.find()) {
        if (!matcher.group(2).equals("IntegrationRuntimeReference")) {
          assertThat(files)
              .containsKey(folders.get(matcher.group(2)) + "/" + matcher.group(1) + ".json");
          found++;
        }
      }
    }
    assertThat(found).isGreaterThan(8);
  }

  private static ArtefactKind kind(String file) {
    return FOLDERS.get(file.substring(0, file.indexOf('/')));
  }

  private static JsonObject request(JsonObject artefact) {
    JsonObject request = new JsonObject();
    request.add("properties", artefact.get("properties"));
    return request;
  }

  private static Map<String, JsonObject> files(Path folder) throws IOException {
    Map<String, JsonObject> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            folder.relativize(file).toString().replace('\\', '/'),
            JsonParser.parseString(Files.readString(file)).getAsJsonObject());
      }
    }
    return files;
  }
}

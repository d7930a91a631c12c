package io.quarterdeck.azure.datafactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.loader.failure.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records of publications, with which a later one tells manual edits from changes of the files.
 *
 * @param files stores the records
 */
public record PublishedRecords(Files files) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> FIELDS = new TypeReference<>() {};

  /** Stores small texts by their names. */
  public interface Files {
    Optional<String> read(String name);

    void write(String name, String text);
  }

  /**
   * The record of the last publication of an artefact.
   *
   * @param wished the values of the file
   * @param given the values in the factory afterwards, with the defaults of the service
   */
  record Published(SortedMap<String, String> wished, SortedMap<String, String> given) {}

  Optional<Published> find(Artefact artefact) {
    return files.read(name(artefact)).map(text -> parse(name(artefact), text));
  }

  void keep(Artefact artefact, Published published) {
    ObjectNode record = JSON.createObjectNode();
    record.set("wished", JSON.valueToTree(published.wished()));
    record.set("given", JSON.valueToTree(published.given()));
    files.write(name(artefact), record.toPrettyString());
  }

  private static String name(Artefact artefact) {
    return artefact.kind().folder() + "-" + artefact.name() + ".json";
  }

  private static Published parse(String name, String text) {
    try {
      JsonNode record = JSON.readTree(text);
      Map<String, JsonNode> fields =
          Map.of("wished", record.required("wished"), "given", record.required("given"));
      return new Published(
          JSON.convertValue(fields.get("wished"), FIELDS),
          JSON.convertValue(fields.get("given"), FIELDS));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the publication in %s: register did not write it; expected wished and given."
              + " Delete the file, then register again.",
          name);
    }
  }
}

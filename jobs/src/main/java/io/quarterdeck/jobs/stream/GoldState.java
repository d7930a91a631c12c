package io.quarterdeck.jobs.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.contract.StreamName;
import io.quarterdeck.jobs.lake.LakeRoot;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the tables after the events were computed from. It is written after the last table, so a
 * computation that was killed leaves the state of an earlier one, whose table versions are then
 * wrong.
 *
 * @param sources the version of each source, and a number that changes if a query changes
 * @param tables the version of each table after the computation, by its path
 * @param computed the time at which the computation began
 */
record GoldState(Map<String, Long> sources, Map<String, Long> tables, Instant computed) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, Long>> VERSIONS = new TypeReference<>() {};

  GoldState {
    sources = Map.copyOf(sources);
    tables = Map.copyOf(tables);
  }

  /** Returns the state of the last complete computation, if there was one. */
  static Optional<GoldState> read(LakeRoot lake) {
    return lake.text(StreamName.GOLD_STATE.streamName()).flatMap(GoldState::parse);
  }

  /** A text in another format has no state, so the tables are computed completely. */
  private static Optional<GoldState> parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (!json.path("sources").isObject() || !json.path("tables").isObject()) {
        return Optional.empty();
      }
      return Optional.of(
          new GoldState(
              JSON.convertValue(json.get("sources"), VERSIONS),
              JSON.convertValue(json.get("tables"), VERSIONS),
              Instant.parse(json.path("computed").asText())));
    } catch (JsonProcessingException | DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Replaces the state in the lake. */
  void write(LakeRoot lake) {
    Map<String, Object> json = new TreeMap<>();
    json.put("sources", new TreeMap<>(sources));
    json.put("tables", new TreeMap<>(tables));
    json.put("computed", computed.toString());
    try {
      lake.write(StreamName.GOLD_STATE.streamName(), JSON.writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.quarterdeck.loader.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A commit of a Delta table, as the action {@code commitInfo} in its log file describes it (Delta
 * Transaction Log Protocol, "Commit Provenance Information").
 *
 * @param version the version that the commit created
 * @param time the time of the commit
 * @param kind what the commit did to the rows
 * @param run the run that made the commit: its correlation id, or {@code TABLE@VERSION} if the
 *     commit has no valid one
 * @param days the days whose rows the commit replaced; empty if it does not name them
 * @param restored the version that a commit of the kind {@link Kind#RESTORE} restored
 */
public record TableCommit(
    long version,
    Instant time,
    Kind kind,
    String run,
    List<LocalDate> days,
    OptionalLong restored) {
  /** What a commit does to the rows of its table. */
  public enum Kind {
    /** Changes rows or the schema. */
    CHANGE,
    /** Changes no rows, or deletes rows that are older than the retention. */
    UPKEEP,
    /** Restores the rows of an earlier version. */
    RESTORE,
    /** Deletes all rows. */
    CLEAR
  }

  private static final JsonFactory JSON = new JsonFactory();
  private static final String ACTION = "{\"commitInfo\":";
  private static final String PARAMETER = "operationParameters.";
  private static final String PREDICATE = PARAMETER + "predicate";
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** The maintenance deletes the rows before a day; Delta writes the column as {@code _day#12}. */
  private static final Pattern BEFORE_A_DAY = Pattern.compile("_day(#\\d+)? < ");

  /** An empty list of conditions, or a condition that is always true. */
  private static final Pattern ALL_ROWS = Pattern.compile("\\[(\"true\")?]");

  public TableCommit {
    days = List.copyOf(days);
  }

  /**
   * Parses the log file of a commit.
   *
   * @param table the path of the table in the lake
   * @throws Failure if the file is not a log file with the action {@code commitInfo}
   */
  static TableCommit parse(String table, long version, String text) {
    Map<String, String> fields =
        text.lines()
            .filter(line -> line.startsWith(ACTION))
            .findFirst()
            .map(line -> fields(table, version, line))
            .orElseThrow(() -> unreadable(table, version, "no action commitInfo"));
    OptionalLong restored = number(fields.get(PARAMETER + "version"));
    return new TableCommit(
        version,
        Instant.ofEpochMilli(number(fields.get("timestamp")).orElse(0)),
        kind(fields.getOrDefault("operation", ""), fields.getOrDefault(PREDICATE, ""), restored),
        Optional.ofNullable(fields.get("userMetadata"))
            .filter(CorrelationId::isValid)
            .orElse(table + "@" + version),
        DAY.matcher(fields.getOrDefault(PREDICATE, ""))
            .results()
            .map(MatchResult::group)
            .map(LocalDate::parse)
            .toList(),
        restored);
  }

  /** A restore to a time does not name a version, so it counts as a change. */
  private static Kind kind(String operation, String predicate, OptionalLong restored) {
    return switch (operation) {
      case "OPTIMIZE", "VACUUM START", "VACUUM END" -> Kind.UPKEEP;
      case "RESTORE" -> restored.isPresent() ? Kind.RESTORE : Kind.CHANGE;
      case "DELETE" -> {
        if (ALL_ROWS.matcher(predicate).matches()) {
          yield Kind.CLEAR;
        }
        yield BEFORE_A_DAY.matcher(predicate).find() ? Kind.UPKEEP : Kind.CHANGE;
      }
      default -> Kind.CHANGE;
    };
  }

  /** Returns the scalar fields of the action, and those of its operation's parameters. */
  private static Map<String, String> fields(String table, long version, String line) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      json.nextToken();
      json.nextToken();
      addFields(json, "", fields);
      return fields;
    } catch (IOException e) {
      throw unreadable(table, version, String.valueOf(e.getMessage()));
    }
  }

  private static void addFields(JsonParser json, String prefix, Map<String, String> fields)
      throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals("operationParameters")) {
        addFields(json, PARAMETER, fields);
      } else if (value.isStructStart()) {
        json.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        fields.put(prefix + name, json.getText());
      }
    }
  }

  private static OptionalLong number(String text) {
    return text != null && text.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static Failure unreadable(String table, long version, String found) {
    return Failure.of(
        "Cannot read the history of the table %s: found %s in the log file of version %d; expected"
            + " a log file of Delta. Check that no other program writes to the folder _delta_log.",
        table, found, version);
  }
}

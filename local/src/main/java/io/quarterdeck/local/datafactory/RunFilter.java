package io.quarterdeck.local.datafactory;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.ApiError;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * The filter of a query for runs. Source: REST reference, "Pipeline Runs - Query By Factory",
 * {@code RunFilterParameters}.
 *
 * @param after only runs that changed at this time or later
 * @param before only runs that changed at this time or earlier
 * @param filters all must match
 */
record RunFilter(Instant after, Instant before, List<Condition> filters) {
  /** The operands, with the names of the fields of a run. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "PipelineName", "pipelineName",
          "Status", "status",
          "RunGroupId", "runGroupId",
          "LatestOnly", "isLatest",
          "ActivityName", "activityName",
          "ActivityType", "activityType",
          "TriggerName", "triggerName");

  /**
   * A condition on a field.
   *
   * @param wanted whether the field must have one of the values, or none of them
   */
  record Condition(String field, Wanted wanted, List<String> values) {
    enum Wanted {
      IN,
      NOT_IN
    }

    boolean fits(JsonObject run) {
      JsonElement value = run.get(field);
      boolean found = value != null && values.contains(value.getAsString());
      return switch (wanted) {
        case IN -> found;
        case NOT_IN -> !found;
      };
    }
  }

  /**
   * Reads the body of a query.
   *
   * @throws ApiError if a required field is missing, or a filter is not supported
   */
  static RunFilter read(JsonObject body) {
    return new RunFilter(
        time(body, "lastUpdatedAfter"),
        time(body, "lastUpdatedBefore"),
        body.has("filters")
            ? body.getAsJsonArray("filters").asList().stream()
                .map(each -> condition(each.getAsJsonObject()))
                .toList()
            : List.of());
  }

  private static Instant time(JsonObject body, String field) {
    JsonElement value = body.get(field);
    try {
      if (value != null) {
        return OffsetDateTime.parse(value.getAsString()).toInstant();
      }
    } catch (DateTimeParseException e) {
      throw noTime(field, value);
    }
    throw noTime(field, value);
  }

  private static ApiError noTime(String field, JsonElement found) {
    return refusal("The field '%s' has the value %s; expected a time.".formatted(field, found));
  }

  private static Condition condition(JsonObject filter) {
    String operand = filter.get("operand").getAsString();
    String operator = filter.get("operator").getAsString();
    if (!FIELDS.containsKey(operand)) {
      throw refusal("The operand '%s' is not supported on the local stack.".formatted(operand));
    }
    Condition.Wanted wanted =
        switch (operator) {
          case "Equals", "In" -> Condition.Wanted.IN;
          case "NotEquals", "NotIn" -> Condition.Wanted.NOT_IN;
          default -> throw refusal("The operator '%s' is invalid.".formatted(operator));
        };
    return new Condition(
        FIELDS.get(operand),
        wanted,
        filter.getAsJsonArray("values").asList().stream().map(JsonElement::getAsString).toList());
  }

  boolean fits(JsonObject run, String time) {
    Instant changed = Instant.parse(run.get(time).getAsString());
    return !changed.isBefore(after)
        && !changed.isAfter(before)
        && filters.stream().allMatch(each -> each.fits(run));
  }

  private static ApiError refusal(String message) {
    return ApiError.of(400, "BadRequest", message);
  }
}

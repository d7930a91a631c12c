package io.quarterdeck.loader.stream;

import io.quarterdeck.loader.dataset.EventDataset;
import io.quarterdeck.loader.dataset.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Spark SQL that converts the rows of bronze to the types of a dataset of events. No row is lost or
 * changed to make it fit: a row that does not fit has a problem. The result has the fields of the
 * dataset and the columns below.
 *
 * @param dataset the dataset
 */
public record EventSql(EventDataset dataset) {
  /** Whether the event arrived later than the dataset permits. */
  public static final String LATE = "late";

  /** The time at which Event Hubs stored the event. */
  public static final String ENQUEUED = "_enqueued";

  /** The time at which bronze read the event. */
  public static final String INGESTED = "_ingested";

  /** Why the event does not have the fields and types of the dataset; empty if it has them. */
  public static final String PROBLEMS = "_problems";

  /** The names of the expectations that the event violates. */
  public static final String VIOLATED = "_violated";

  /** The event as it arrived: a text, or Base64 if it is not UTF-8. */
  public static final String PAYLOAD = "_payload";

  /** The rule that an event with problems violates. */
  public static final String RULE = "the event has the fields and types of the dataset";

  /** The rule about the clock of the producer. */
  public static final String CLOCK = "the event time is at most 5 minutes after the enqueued time";

  private static final String AFTER = "INTERVAL 5 MINUTES";
  private static final String JSON_OBJECT = "'^[ \\t\\r\\n]*[{]'";

  /**
   * Returns a condition and the rule that it belongs to. An event meets a rule only if the
   * condition is true.
   *
   * @param name the name of the rule
   * @param that the condition, over the columns of the result of {@link #parsed}
   * @param otherwise what happens to an event that violates it
   */
  public record Rule(String name, String that, Expectation.Violation otherwise) {}

  /** Returns the rules: about types, about the clock, and the expectations of the dataset. */
  public List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rules.add(new Rule(RULE, "size(" + PROBLEMS + ") = 0", Expectation.Violation.QUARANTINE));
    rules.addAll(expectations());
    return List.copyOf(rules);
  }

  private List<Rule> expectations() {
    List<Rule> rules = new ArrayList<>();
    rules.add(
        new Rule(
            CLOCK,
            SqlText.name(dataset.eventTime()) + " <= " + ENQUEUED + " + " + AFTER,
            Expectation.Violation.QUARANTINE));
    dataset
        .expectations()
        .forEach(each -> rules.add(new Rule(each.name(), each.that(), each.otherwise())));
    return rules;
  }

  /**
   * Returns the query.
   *
   * @param bronze the table or view with the rows of bronze, as it is written after {@code FROM}
   */
  public String parsed(String bronze) {
    return """
        SELECT
          *,
          %s > %s + %s AS %s,
          CASE WHEN size(%s) = 0
            THEN array_compact(array(%s)) ELSE CAST(array() AS ARRAY<STRING>) END AS %s
        FROM (
        %s
        )"""
        .formatted(
            ENQUEUED,
            SqlText.name(dataset.eventTime()),
            lateBy(),
            LATE,
            PROBLEMS,
            expectations().stream().map(EventSql::violation).collect(Collectors.joining(",\n    ")),
            VIOLATED,
            typed(bronze));
  }

  /** Returns the condition that an event meets all rules. */
  public static String accepted() {
    return "size(%s) = 0 AND size(%s) = 0".formatted(PROBLEMS, VIOLATED);
  }

  private String lateBy() {
    return "make_dt_interval(0, 0, 0, " + dataset.lateBy().toSeconds() + ")";
  }

  /** An expectation that is null is violated, as in the lakehouse. */
  private static String violation(Rule rule) {
    return "CASE WHEN NOT coalesce((%s), false) THEN %s END"
        .formatted(rule.that(), SqlText.literal(rule.name()));
  }

  private String typed(String bronze) {
    List<FieldSql> fields =
        dataset.fields().stream().map(field -> FieldSql.of(field, "_event")).toList();
    String columns =
        fields.stream()
            .map(field -> field.typed() + " AS " + SqlText.name(field.field().name()))
            .collect(Collectors.joining(",\n    "));
    String problems =
        fields.stream()
            .flatMap(field -> field.problems().stream())
            .collect(Collectors.joining(",\n      "));
    return """
          SELECT
            %s,
            topic AS _topic,
            partition AS _partition,
            offset AS _offset,
            enqueued AS %s,
            ingested AS %s,
            CASE WHEN _format IS NOT NULL THEN array(_format)
              ELSE array_compact(array(
              %s)) END AS %s,
            coalesce(_text, base64(value)) AS %s
          FROM (
        %s
          )"""
        .formatted(columns, ENQUEUED, INGESTED, problems, PROBLEMS, PAYLOAD, read(bronze, fields));
  }

  /**
   * Spark reads the JSON text with the schema of the dataset. {@code _corrupt} is set if the text
   * is not JSON, or a value has another type. Source: Spark, "JSON Files",
   * columnNameOfCorruptRecord.
   */
  private static String read(String bronze, List<FieldSql> fields) {
    String schema =
        fields.stream()
            .map(field -> SqlText.name(field.field().name()) + " " + field.rawType())
            .collect(Collectors.joining(", "));
    return """
            SELECT
              *,
              CASE
                WHEN value IS NULL THEN 'the event is empty'
                WHEN _text IS NULL THEN 'the event is not UTF-8'
                WHEN NOT _text RLIKE %s OR _event IS NULL OR _event._corrupt IS NOT NULL
                  THEN 'the event is not a JSON object with the types of the dataset'
              END AS _format
            FROM (
              SELECT
                *,
                from_json(_text, %s,
                  map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', '_corrupt')) AS _event
              FROM (
                SELECT
                  topic, partition, offset, enqueued, ingested, value,
                  CASE WHEN is_valid_utf8(CAST(value AS STRING)) THEN CAST(value AS STRING) END
                    AS _text
                FROM %s
              )
            )"""
        .formatted(JSON_OBJECT, SqlText.literal(schema + ", _corrupt STRING"), bronze);
  }
}

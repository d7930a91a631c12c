package io.quarterdeck.loader.dataset;

import java.util.List;

/** What a field of an event holds. */
public sealed interface EventShape {
  /**
   * One value. In JSON, a date is a text {@code 2026-11-30}, and a timestamp is a text with an
   * offset, {@code 2026-11-30T10:15:30.123Z} (ISO 8601).
   */
  record Scalar(ColumnType type) implements EventShape {}

  /** A JSON object with these fields. */
  record Group(List<EventField> fields) implements EventShape {}

  /** A JSON array of objects with these fields. */
  record Repeated(List<EventField> fields) implements EventShape {}
}

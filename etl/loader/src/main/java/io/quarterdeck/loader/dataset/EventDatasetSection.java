package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a whole dataset of events. */
final class EventDatasetSection {
  /** The value of the key {@code source} of a dataset of events. */
  static final String SOURCE = "events";

  private static final List<String> KEYS =
      List.of("name", "source", "key", "partitionBy", "eventTime", "lateBy", "columns", "expect");
  private static final Pattern DURATION =
      Pattern.compile("([1-9][0-9]{0,4}) (second|minute|hour|day)s?");

  private EventDatasetSection() {}

  /** Parses the dataset. Empty if there were problems. */
  static Optional<EventDataset> read(YamlValue document) {
    return YamlSection.open(document, KEYS).flatMap(EventDatasetSection::dataset);
  }

  private static Optional<EventDataset> dataset(YamlSection section) {
    Optional<String> name = section.required("name").flatMap(DatasetNames::dataset);
    section.required("source").ifPresent(EventDatasetSection::checkSource);
    List<EventField> fields =
        section.required("columns").map(EventFieldsSection::read).orElse(List.of());
    Optional<String> key = field(section, "key", fields, ColumnKind.TEXT);
    Optional<String> partition = field(section, "partitionBy", fields, ColumnKind.TEXT);
    Optional<String> time = field(section, "eventTime", fields, ColumnKind.TIMESTAMP);
    Optional<Duration> late = section.required("lateBy").flatMap(EventDatasetSection::duration);
    List<Expectation> expectations =
        section.field("expect").map(ExpectationsSection::read).orElse(List.of());
    if (name.isEmpty()
        || key.isEmpty()
        || partition.isEmpty()
        || time.isEmpty()
        || late.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EventDataset(
            name.get(),
            key.get(),
            partition.get(),
            time.get(),
            late.get(),
            List.copyOf(fields),
            expectations));
  }

  private static void checkSource(YamlValue field) {
    Optional<String> text = field.text(SOURCE);
    if (text.filter(value -> !value.equals(SOURCE)).isPresent()) {
      field.problem(SOURCE);
    }
  }

  private static Optional<String> field(
      YamlSection section, String key, List<EventField> fields, ColumnKind kind) {
    String expected = "the name of a column with type: " + kind.notation() + " and nullable: false";
    Optional<YamlValue> value = section.required(key);
    Optional<String> text = value.flatMap(field -> field.text(expected));
    boolean found =
        text.isPresent()
            && fields.stream()
                .anyMatch(field -> field.name().equals(text.get()) && isRequired(field, kind));
    if (text.isPresent() && !found) {
      value.get().problem(expected);
    }
    return found ? text : Optional.empty();
  }

  private static boolean isRequired(EventField field, ColumnKind kind) {
    return !field.nullable()
        && field.shape() instanceof EventShape.Scalar scalar
        && scalar.type().kind() == kind;
  }

  private static Optional<Duration> duration(YamlValue field) {
    String expected = "a duration such as 90 minutes, 2 hours or 1 day";
    Optional<String> text = field.text(expected);
    Optional<Matcher> matcher = text.map(DURATION::matcher).filter(Matcher::matches);
    if (text.isPresent() && matcher.isEmpty()) {
      field.problem(expected);
    }
    return matcher.map(
        found ->
            Duration.of(
                Long.parseLong(found.group(1)),
                ChronoUnit.valueOf(found.group(2).toUpperCase(Locale.ROOT) + "S")));
  }
}

package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Parses {@code schedule: …}. */
final class ScheduleSection {
  private static final List<String> KEYS = List.of("quartz", "timezone");
  private static final String ZONE = "an IANA time zone such as UTC or Asia/Kolkata";

  private ScheduleSection() {}

  static Optional<Schedule> read(YamlValue field) {
    return YamlSection.open(field, KEYS).flatMap(ScheduleSection::schedule);
  }

  private static Optional<Schedule> schedule(YamlSection section) {
    Optional<YamlValue> field = section.required("quartz");
    Optional<String> quartz = field.flatMap(text -> text.text("a Quartz expression"));
    quartz.flatMap(QuartzExpression::problem).ifPresent(expected -> field.get().problem(expected));
    Optional<String> zone = section.required("timezone").flatMap(ScheduleSection::zone);
    return quartz.flatMap(expression -> zone.map(id -> new Schedule(expression, id)));
  }

  /** Parses an IANA time zone. */
  static Optional<String> zone(YamlValue field) {
    Optional<String> text = field.text(ZONE);
    try {
      return text.map(ZoneId::of).map(ZoneId::getId);
    } catch (DateTimeException unknown) {
      field.problem(ZONE);
      return Optional.empty();
    }
  }
}

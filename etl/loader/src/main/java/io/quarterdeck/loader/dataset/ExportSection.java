package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses {@code export: …}. */
final class ExportSection {
  private static final List<String> KEYS = List.of("by", "period", "sum");
  private static final List<String> PERIOD_KEYS = List.of("column", "every");
  private static final String EVERY = "one of month, quarter, year";

  private ExportSection() {}

  static Optional<Export> read(YamlValue field, ColumnNames names) {
    return YamlSection.open(field, KEYS).flatMap(section -> export(section, names));
  }

  private static Optional<Export> export(YamlSection section, ColumnNames names) {
    List<Column> by = section.required("by").map(names::several).orElse(List.of());
    Optional<Period> period =
        section
            .required("period")
            .flatMap(field -> YamlSection.open(field, PERIOD_KEYS))
            .flatMap(inner -> period(inner, names));
    List<Column> sum = section.required("sum").map(field -> sum(field, names)).orElse(List.of());
    return period.map(found -> new Export(names(by), found, names(sum)));
  }

  private static Optional<Period> period(YamlSection section, ColumnNames names) {
    Optional<YamlValue> field = section.required("column");
    Optional<Column> column = field.flatMap(names::one);
    if (column.isPresent() && !column.get().type().kind().isMoment()) {
      field.get().problem("a column of type date or timestamp");
    }
    Optional<Period.Every> every = section.required("every").flatMap(ExportSection::every);
    return column.flatMap(found -> every.map(length -> new Period(found.name(), length)));
  }

  private static Optional<Period.Every> every(YamlValue field) {
    Optional<String> text = field.text(EVERY);
    for (Period.Every every : Period.Every.values()) {
      if (text.isPresent() && every.name().toLowerCase(Locale.ROOT).equals(text.get())) {
        return Optional.of(every);
      }
    }
    if (text.isPresent()) {
      field.problem(EVERY);
    }
    return Optional.empty();
  }

  private static List<Column> sum(YamlValue field, ColumnNames names) {
    List<Column> columns = names.several(field);
    for (Column column : columns) {
      if (!column.type().kind().isNumber()) {
        field.problem("'" + column.name() + "'", "columns of numbers");
      }
    }
    return columns;
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }
}

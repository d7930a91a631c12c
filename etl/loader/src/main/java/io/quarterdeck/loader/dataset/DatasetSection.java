package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses the document of a dataset file. */
final class DatasetSection {
  private static final List<String> KEYS =
      List.of("name", "table", "csv", "columns", "indexes", "mode", "export", "schedule");

  /** The maximum precision of a decimal in Spark and Parquet. */
  private static final int MAXIMUM_EXPORTED_PRECISION = 38;

  private DatasetSection() {}

  /** Parses the dataset. Empty if there were problems. */
  static Optional<Dataset> read(YamlValue document) {
    return YamlSection.open(document, KEYS).flatMap(DatasetSection::dataset);
  }

  private static Optional<Dataset> dataset(YamlSection section) {
    Optional<String> name = section.required("name").flatMap(DatasetNames::dataset);
    Optional<TableName> table = section.required("table").flatMap(DatasetNames::table);
    CsvSection.Content csv =
        section.field("csv").map(CsvSection::read).orElse(CsvSection.Content.DEFAULT);
    Optional<YamlValue> columnsField = section.required("columns");
    List<Column> columns =
        columnsField.map(field -> new ColumnsSection(csv.numbers()).read(field)).orElse(List.of());
    ColumnNames names = new ColumnNames(columns);
    List<List<String>> indexes =
        section.field("indexes").map(field -> indexes(field, names)).orElse(List.of());
    LoadMode mode = section.field("mode").flatMap(DatasetSection::mode).orElse(LoadMode.REPLACE);
    Optional<Export> export =
        section.field("export").flatMap(field -> ExportSection.read(field, names));
    if (section.field("export").isPresent()) {
      columns.forEach(column -> exportable(columnsField.get(), column));
    }
    Optional<Schedule> schedule = section.field("schedule").flatMap(ScheduleSection::read);
    if (name.isEmpty() || table.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Dataset(
            name.get(),
            table.get(),
            csv.dialect(),
            List.copyOf(columns),
            indexes,
            mode,
            export,
            schedule));
  }

  private static List<List<String>> indexes(YamlValue field, ColumnNames names) {
    List<List<String>> indexes = new ArrayList<>();
    for (YamlValue item : field.items("a list of lists of columns").orElse(List.of())) {
      indexes.add(names.several(item).stream().map(Column::name).toList());
    }
    return List.copyOf(indexes);
  }

  private static Optional<LoadMode> mode(YamlValue field) {
    Optional<String> text = field.text("replace or append");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.get()) {
      case "replace" -> Optional.of(LoadMode.REPLACE);
      case "append" -> Optional.of(LoadMode.APPEND);
      default -> {
        field.problem("replace or append");
        yield Optional.empty();
      }
    };
  }

  private static void exportable(YamlValue columns, Column column) {
    switch (column.type().kind()) {
      case DECIMAL -> exportable(columns, column.name(), (ColumnType.Decimal) column.type());
      case TEXT, INTEGER, BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMP -> {}
    }
  }

  private static void exportable(YamlValue columns, String name, ColumnType.Decimal type) {
    if (type.precision() > MAXIMUM_EXPORTED_PRECISION) {
      columns.problem(
          "decimal(%d,%d) in '%s'".formatted(type.precision(), type.scale(), name),
          "at most 38 digits, since there is an export and Parquet holds no more");
    }
  }
}

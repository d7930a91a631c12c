package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.dataset.LakeDataset.MergeMode;
import io.quarterdeck.loader.dataset.LakeDataset.SourceKind;
import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parses a whole dataset of the lakehouse. */
final class LakeDatasetSection {
  private static final List<String> KEYS =
      List.of("name", "source", "mode", "key", "newest", "nullValues", "columns", "expect");
  private static final String COLUMN = "the name of a column";

  private LakeDatasetSection() {}

  /** Parses the dataset. Empty if there were problems. */
  static Optional<LakeDataset> read(YamlValue document) {
    return YamlSection.open(document, KEYS).flatMap(LakeDatasetSection::dataset);
  }

  private static Optional<LakeDataset> dataset(YamlSection section) {
    Optional<String> name = section.required("name").flatMap(DatasetNames::dataset);
    Optional<SourceKind> source =
        section.required("source").flatMap(field -> one(field, SourceKind.values()));
    Optional<MergeMode> mode =
        section.required("mode").flatMap(field -> one(field, MergeMode.values()));
    List<Column> columns =
        section
            .required("columns")
            .map(field -> new ColumnsSection(NumberStyle.PLAIN).read(field))
            .orElse(List.of());
    Optional<String> key = section.required("key").flatMap(field -> column(field, columns));
    Optional<String> newest = section.field("newest").flatMap(field -> column(field, columns));
    List<String> nullValues =
        section.field("nullValues").map(LakeDatasetSection::texts).orElse(List.of());
    List<Expectation> expectations =
        section.field("expect").map(ExpectationsSection::read).orElse(List.of());
    if (name.isEmpty() || source.isEmpty() || mode.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LakeDataset(
            name.get(),
            source.get(),
            mode.get(),
            key.get(),
            newest,
            List.copyOf(columns),
            nullValues,
            expectations));
  }

  private static Optional<String> column(YamlValue field, List<Column> columns) {
    Optional<String> text = field.text(COLUMN);
    if (text.isPresent() && columns.stream().noneMatch(each -> each.name().equals(text.get()))) {
      field.problem(COLUMN);
      return Optional.empty();
    }
    return text;
  }

  private static List<String> texts(YamlValue field) {
    List<String> texts = new ArrayList<>();
    for (YamlValue item : field.items("a list of texts").orElse(List.of())) {
      item.text("a text").ifPresent(texts::add);
    }
    return List.copyOf(texts);
  }

  /** Parses the name of a constant in lower case. Records a problem if there is none. */
  static <E extends Enum<E>> Optional<E> one(YamlValue field, E[] values) {
    Function<E, String> notation = value -> value.name().toLowerCase(Locale.ROOT);
    String expected = Arrays.stream(values).map(notation).collect(Collectors.joining(" or "));
    Optional<String> text = field.text(expected);
    Optional<E> found =
        text.flatMap(
            name -> Arrays.stream(values).filter(v -> notation.apply(v).equals(name)).findFirst());
    if (text.isPresent() && found.isEmpty()) {
      field.problem(expected);
    }
    return found;
  }
}

package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.failure.Closest;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Parses names of columns in sections that refer to columns. */
final class ColumnNames {
  private final Map<String, Column> columns = new LinkedHashMap<>();

  ColumnNames(List<Column> columns) {
    columns.forEach(column -> this.columns.put(column.name(), column));
  }

  /** Parses the name of an existing column. */
  Optional<Column> one(YamlValue field) {
    String expected = "one of the columns " + String.join(", ", columns.keySet());
    Optional<String> name = field.text(expected);
    if (name.isPresent() && !columns.containsKey(name.get())) {
      field.problem(expected + Closest.question(name.get(), columns.keySet()));
    }
    return name.map(columns::get);
  }

  /** Parses a list of one or more columns without repetition. */
  List<Column> several(YamlValue field) {
    String expected = "a list of columns";
    List<YamlValue> items = field.items(expected).orElse(List.of());
    if (field.node() instanceof SequenceNode && items.isEmpty()) {
      field.problem("an empty list", expected);
    }
    Set<String> seen = new HashSet<>();
    List<Column> found = new ArrayList<>();
    for (YamlValue item : items) {
      Optional<Column> column = one(item);
      if (column.isPresent() && !seen.add(column.get().name())) {
        item.problem("'" + column.get().name() + "' again", "each column once");
      }
      column.ifPresent(found::add);
    }
    return found;
  }
}

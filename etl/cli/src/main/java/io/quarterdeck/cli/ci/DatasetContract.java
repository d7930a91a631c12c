package io.quarterdeck.cli.ci;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.EventDataset;
import io.quarterdeck.loader.dataset.EventField;
import io.quarterdeck.loader.dataset.EventShape;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.dataset.SourceDataset;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a dataset promises to the programs that write and read it.
 *
 * @param keys the values of the keys that identify, order and partition the rows or events
 * @param fields the fields by their paths. The fields of an object follow a dot, as in {@code
 *     customer.segment}; those of the objects of an array follow {@code []}, as in {@code
 *     lines[].quantity}
 */
record DatasetContract(SortedMap<String, String> keys, SortedMap<String, Promise> fields) {
  /**
   * What a dataset promises about a field.
   *
   * @param type the type, or {@code object} or {@code array}
   * @param nullable whether the value may be missing
   */
  record Promise(
      String type, boolean nullable, Optional<BigDecimal> min, Optional<BigDecimal> max) {}

  static DatasetContract of(SourceDataset dataset) {
    SortedMap<String, String> keys = new TreeMap<>();
    SortedMap<String, Promise> fields = new TreeMap<>();
    if (dataset instanceof EventDataset events) {
      keys.put("source", "events");
      keys.put("key", events.key());
      keys.put("partitionBy", events.partitionBy());
      keys.put("eventTime", events.eventTime());
      add("", events.fields(), fields);
    } else if (dataset instanceof LakeDataset files) {
      keys.put("source", lower(files.source()));
      keys.put("mode", lower(files.mode()));
      keys.put("key", files.key());
      for (Column column : files.columns()) {
        fields.put(
            column.name(),
            new Promise(type(column.type()), column.nullable(), column.min(), column.max()));
      }
    }
    return new DatasetContract(keys, fields);
  }

  private static void add(
      String prefix, List<EventField> fields, SortedMap<String, Promise> promises) {
    for (EventField field : fields) {
      String path = prefix + field.name();
      String type;
      if (field.shape() instanceof EventShape.Group group) {
        type = "object";
        add(path + ".", group.fields(), promises);
      } else if (field.shape() instanceof EventShape.Repeated repeated) {
        type = "array";
        add(path + "[].", repeated.fields(), promises);
      } else {
        type = type(((EventShape.Scalar) field.shape()).type());
      }
      promises.put(path, new Promise(type, field.nullable(), field.min(), field.max()));
    }
  }

  /** The format of a moment is how its text is written, so it is part of the promise. */
  private static String type(ColumnType type) {
    if (type instanceof ColumnType.Date date) {
      return "date in the format " + date.format();
    }
    return type instanceof ColumnType.Timestamp timestamp
        ? "timestamp in the format " + timestamp.format()
        : type.sql();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

package io.quarterdeck.cli.property;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarterdeck.cli.property.RandomDataset.Field;
import io.quarterdeck.cli.property.RandomDataset.Kind;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A random file of a dataset: columns in any order, one additional column, blank lines, necessary
 * and unnecessary quotes, and damaged lines. Also provides a second file without the damaged lines.
 */
final class RandomFile {
  /** The name of the additional column. */
  static final String IGNORED = "NOBODYS";

  private final RandomDataset dataset;
  private final Random random;
  private final RandomValues values;
  private final List<Field> order;
  private final String lineEnd;
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private final ByteArrayOutputStream valid = new ByteArrayOutputStream();
  private final List<String> damaged = new ArrayList<>();
  private final List<String> fitting = new ArrayList<>();
  private long line = 1;

  RandomFile(RandomDataset dataset, Random random, int rows) {
    this.dataset = dataset;
    this.random = random;
    this.values = new RandomValues(random);
    this.order = new ArrayList<>(dataset.columns());
    order.add(random.nextInt(order.size() + 1), new Field(IGNORED, Kind.TEXT, true, false));
    Collections.swap(order, 0, random.nextInt(order.size()));
    this.lineEnd = random.nextBoolean() ? "\n" : "\r\n";
    writeHeader();
    int damage = random.nextInt(30);
    for (int row = 0; row < rows; row++) {
      writeRow(random.nextInt(100) < damage);
    }
  }

  byte[] all() {
    return all.toByteArray();
  }

  /** The header and the valid lines. */
  byte[] valid() {
    return valid.toByteArray();
  }

  /** The line and the byte offset of each damaged line, in the form of the rejects. */
  List<String> damaged() {
    return damaged;
  }

  /** The line of each valid row. */
  List<String> fitting() {
    return fitting;
  }

  List<Field> order() {
    return order;
  }

  private void writeHeader() {
    if (random.nextInt(4) == 0) {
      all.writeBytes("\uFEFF".getBytes(UTF_8));
    }
    List<byte[]> names = new ArrayList<>();
    for (Field column : order) {
      boolean upper = random.nextBoolean();
      String name = column.name();
      names.add((upper ? name.toUpperCase(Locale.ROOT) : name).getBytes(UTF_8));
    }
    byte[] header = record(names);
    all.writeBytes(header);
    valid.writeBytes(header);
    line++;
  }

  private void writeRow(boolean damage) {
    while (random.nextInt(50) == 0) {
      all.writeBytes(lineEnd.getBytes(UTF_8));
      line++;
    }
    List<byte[]> fields = new ArrayList<>();
    for (Field column : order) {
      fields.add(written(column));
    }
    if (damage) {
      damaged.add(line + "," + all.size());
      new Damage(dataset, order, random, values).doTo(fields);
    } else {
      fitting.add(Long.toString(line));
    }
    byte[] record = record(fields);
    all.writeBytes(record);
    if (!damage) {
      valid.writeBytes(record);
    }
    line += lines(record);
  }

  private byte[] written(Field column) {
    if (column.nullable() && random.nextInt(5) == 0) {
      return dataset.nullValue().getBytes(UTF_8);
    }
    String value = values.fitting(column);
    boolean mustQuote =
        value.isEmpty()
            || value.equals(dataset.nullValue())
            || value.matches("(?s).*[\"\\r\\n].*")
            || value.indexOf(dataset.delimiter()) >= 0;
    boolean quote = mustQuote || random.nextInt(6) == 0;
    return (quote ? '"' + value.replace("\"", "\"\"") + '"' : value).getBytes(UTF_8);
  }

  private byte[] record(List<byte[]> fields) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    for (int index = 0; index < fields.size(); index++) {
      if (index > 0) {
        record.write(dataset.delimiter());
      }
      record.writeBytes(fields.get(index));
    }
    record.writeBytes(lineEnd.getBytes(UTF_8));
    return record.toByteArray();
  }

  private static long lines(byte[] record) {
    long lines = 0;
    for (byte single : record) {
      lines += single == '\n' ? 1 : 0;
    }
    return lines;
  }
}

package io.quarterdeck.cli.property;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarterdeck.cli.property.RandomDataset.Field;
import io.quarterdeck.cli.property.RandomDataset.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Damages a line so that it does not fit the dataset.
 *
 * @param order the columns in the order of the file
 */
record Damage(RandomDataset dataset, List<Field> order, Random random, RandomValues values) {
  /** Damages the fields of a line. */
  void doTo(List<byte[]> fields) {
    List<Runnable> ways = new ArrayList<>();
    ways.add(() -> fields.add("more".getBytes(UTF_8)));
    ways.add(() -> fields.remove(fields.size() - 1));
    int any = random.nextInt(fields.size());
    ways.add(() -> fields.set(any, "\"a\"b".getBytes(UTF_8)));
    ways.add(() -> fields.set(any, new byte[] {'a', (byte) 0xC3, '('}));
    for (int index = 0; index < order.size(); index++) {
      add(ways, order.get(index), index, fields);
    }
    ways.get(random.nextInt(ways.size())).run();
  }

  private void add(List<Runnable> ways, Field column, int index, List<byte[]> fields) {
    if (column.name().equals(RandomFile.IGNORED)) {
      return;
    }
    if (column.kind() == Kind.TEXT) {
      ways.add(() -> fields.set(index, new byte[] {'a', 0, 'b'}));
    } else {
      ways.add(() -> fields.set(index, values.misfitting(column).getBytes(UTF_8)));
    }
    if (!column.nullable()) {
      ways.add(() -> fields.set(index, dataset.nullValue().getBytes(UTF_8)));
    }
  }
}

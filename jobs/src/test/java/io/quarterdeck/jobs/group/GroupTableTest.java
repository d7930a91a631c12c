package io.quarterdeck.jobs.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class GroupTableTest {
  private static final StructType COLUMNS =
      new StructType()
          .add("day", DataTypes.DateType)
          .add("town", DataTypes.StringType)
          .add("value", DataTypes.LongType);

  @Test
  void keepsItsKeysWhenTheBytesOfARowAreReused() {
    GroupTable table = new GroupTable(grouping(10));
    byte[] message = "GoaGOA".getBytes(StandardCharsets.UTF_8);
    table.add(row(0, UTF8String.fromBytes(message, 0, 3), 1));
    table.add(row(0, UTF8String.fromBytes(message, 3, 3), 2));
    System.arraycopy("MonMON".getBytes(StandardCharsets.UTF_8), 0, message, 0, 6);
    table.add(row(0, UTF8String.fromString("Goa"), 4));

    Map<GroupKey, GroupSums> groups = new HashMap<>();
    table.mergeInto(groups);
    assertThat(groups).hasSize(2);
    assertThat(groups.entrySet().stream().map(each -> new Group(each.getKey(), each.getValue())))
        .extracting(
            group -> group.key(0, DataTypes.StringType).orElseThrow(),
            Group::rows,
            group -> group.sum(0, 0).orElseThrow().intValueExact())
        .containsExactlyInAnyOrder(tuple("Goa", 2L, 5), tuple("GOA", 1L, 2));
  }

  @Test
  void isOverfullWithOneGroupMoreThanTheMaximum() {
    GroupTable table = new GroupTable(grouping(2));
    for (int town = 0; town < 3; town++) {
      assertThat(table.isOverfull()).isFalse();
      table.add(row(0, UTF8String.fromString("town" + town), 1));
    }
    assertThat(table.isOverfull()).isTrue();
  }

  private static Grouping grouping(int mostGroups) {
    return Grouping.of(COLUMNS, "day", 3, List.of("town"), List.of("value"), mostGroups);
  }

  private static InternalRow row(int day, UTF8String town, long value) {
    return new GenericInternalRow(new Object[] {day, town, value});
  }
}

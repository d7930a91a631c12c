package io.quarterdeck.jobs.group;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What the rows of a group have in common: the month that their period begins with, counted from
 * the year 0, and their values of the key columns, as Spark's rows have them. One that is filled
 * again for each row finds the group's own, which is a {@link #copy}.
 */
final class GroupKey implements Serializable {
  private static final long serialVersionUID = 1;

  private final Object[] values;
  private int hash;

  /** Without values; they are to be {@link #set}. */
  GroupKey(int size) {
    this.values = new Object[size];
  }

  private GroupKey(Object[] values, int hash) {
    this.values = values;
    this.hash = hash;
  }

  void set(int place, Object value) {
    values[place] = value;
  }

  Object get(int place) {
    return values[place];
  }

  /** To be called when all values are set, before it is looked up. */
  GroupKey filled() {
    hash = Arrays.hashCode(values);
    return this;
  }

  /** One that stays as it is when the row that the values are a view of is gone. */
  GroupKey copy() {
    Object[] own = values.clone();
    for (int i = 0; i < own.length; i++) {
      if (own[i] instanceof UTF8String text) {
        own[i] = text.copy();
      }
    }
    return new GroupKey(own, hash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupKey key && hash == key.hash && Arrays.equals(values, key.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}

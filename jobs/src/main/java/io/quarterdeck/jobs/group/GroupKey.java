package io.quarterdeck.jobs.group;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The key of a group: the first month of the period, counted from the year 0, and the values of the
 * key columns in Spark's internal format. One instance is refilled for each row to look up the
 * group, which is stored under a {@link #copy}.
 */
final class GroupKey implements Serializable {
  private static final long serialVersionUID = 1;

  private final Object[] values;
  private int hash;

  /** Creates a key without values, which {@link #set} adds. */
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

  /** Computes the hash; call this after all values are set. */
  GroupKey filled() {
    hash = Arrays.hashCode(values);
    return this;
  }

  /** Returns a copy that is independent of the memory of the current row. */
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

package io.quarterdeck.cli.doctor;

import java.util.function.Supplier;

/** Computes a value that several checks need once. Thread-safe. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> source;
  private T value;

  Once(Supplier<T> source) {
    this.source = source;
  }

  /** Computes the value at the first call. If that fails, the next call computes it again. */
  @Override
  public synchronized T get() {
    if (value == null) {
      value = source.get();
    }
    return value;
  }
}

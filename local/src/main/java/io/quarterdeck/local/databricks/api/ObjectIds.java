package io.quarterdeck.local.databricks.api;

import java.security.SecureRandom;
import java.util.function.LongPredicate;

/** Generates ids for new objects: up to 15 digits in no order, like those of Databricks. */
public final class ObjectIds {
  private static final long MOST = 999_999_999_999_999L;

  private static final SecureRandom RANDOM = new SecureRandom();

  private ObjectIds() {}

  /** Returns a number that is not taken. */
  public static long fresh(LongPredicate taken) {
    long number = RANDOM.nextLong(1, MOST);
    while (taken.test(number)) {
      number = RANDOM.nextLong(1, MOST);
    }
    return number;
  }
}

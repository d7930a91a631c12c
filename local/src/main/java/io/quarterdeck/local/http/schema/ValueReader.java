package io.quarterdeck.local.http.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads values in one representation, for example the classes of a JSON library. */
public interface ValueReader {
  /** Returns whether the value counts as absent. */
  boolean isAbsent(Object value);

  /** Returns whether the value is not known yet. An unknown value matches every shape. */
  boolean isUnknown(Object value);

  /** Returns the fields of an object, in order. */
  Optional<Map<String, ?>> object(Object value);

  /** Returns the items of a list. */
  Optional<List<?>> list(Object value);

  /** Returns a string. */
  Optional<String> text(Object value);

  /** Returns a number. */
  Optional<BigDecimal> number(Object value);

  /** Returns whether the value is a boolean. */
  boolean isFlag(Object value);
}

package io.quarterdeck.local.arm.types;

import io.quarterdeck.local.http.schema.ValueReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the inputs of a resource: maps, lists, strings, numbers, booleans and unknown values. */
final class PlainValues implements ValueReader {
  @Override
  public boolean isAbsent(Object value) {
    return value == null;
  }

  @Override
  public boolean isUnknown(Object value) {
    return value == Unknown.UNKNOWN;
  }

  @Override
  @SuppressWarnings("unchecked") // All nested inputs are maps with string keys.
  public Optional<Map<String, ?>> object(Object value) {
    return value instanceof Map<?, ?> map ? Optional.of((Map<String, ?>) map) : Optional.empty();
  }

  @Override
  public Optional<List<?>> list(Object value) {
    return value instanceof List<?> list ? Optional.of(list) : Optional.empty();
  }

  @Override
  public Optional<String> text(Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  @Override
  public Optional<BigDecimal> number(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? Optional.of(new BigDecimal(number.toString()))
        : Optional.empty();
  }

  @Override
  public boolean isFlag(Object value) {
    return value instanceof Boolean;
  }
}

package io.quarterdeck.etl.load;

import io.quarterdeck.etl.dataset.ColumnType;
import io.quarterdeck.etl.ledger.LedgerProfile;
import io.quarterdeck.etl.rows.profile.ColumnProfile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** A column's profile after rows were added. */
final class RepairedProfile {
  private RepairedProfile() {}

  /**
   * What is true of the rows before and the added ones together.
   *
   * @param newValues how many of the added values were not there before
   * @param rows all rows, nulls included
   */
  static LedgerProfile of(
      ColumnType type, LedgerProfile before, ColumnProfile added, long newValues, long rows) {
    long nulls = before.nulls() + added.nulls();
    Comparator<String> order = order(type);
    // Doubles may add up to more than a double holds: then there are values and no sum of them.
    boolean summed =
        before.min().isPresent() == before.sum().isPresent()
            && added.min().isPresent() == added.sum().isPresent();
    Optional<BigDecimal> sum =
        both(before.sum().map(BigDecimal::new), added.sum().map(BigDecimal::new), BigDecimal::add)
            .filter(any -> summed);
    return new LedgerProfile(
        before.name(),
        nulls,
        before.distinct() + newValues,
        both(before.min(), added.min(), (a, b) -> order.compare(a, b) <= 0 ? a : b),
        both(before.max(), added.max(), (a, b) -> order.compare(a, b) >= 0 ? a : b),
        sum.map(total -> ColumnProfile.mean(total, rows - nulls)),
        sum.map(BigDecimal::toPlainString));
  }

  private static <T> Optional<T> both(
      Optional<T> one, Optional<T> other, BinaryOperator<T> together) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(together.apply(one.get(), other.get()))
        : one.or(() -> other);
  }

  /** How values of a type are ordered, written as the profile writes them. */
  private static Comparator<String> order(ColumnType type) {
    if (type instanceof ColumnType.Date) {
      return Comparator.comparing(LocalDate::parse);
    }
    if (type instanceof ColumnType.Timestamp) {
      return Comparator.comparing(LocalDateTime::parse);
    }
    if (type instanceof ColumnType.Text) {
      return Comparator.comparing(
          text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
    }
    if (type instanceof ColumnType.Bool) {
      return Comparator.comparing(Boolean::parseBoolean);
    }
    return Comparator.comparing(BigDecimal::new);
  }
}

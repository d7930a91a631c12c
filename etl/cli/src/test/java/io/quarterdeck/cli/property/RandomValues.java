package io.quarterdeck.cli.property;

import io.quarterdeck.cli.property.RandomDataset.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Creates random values as they appear in files. */
final class RandomValues {
  private static final String[] WORDS = {
    "tea",
    "",
    "NULL",
    "n/a",
    "Größe",
    "日本語",
    "a\"b",
    "two\nlines",
    "three\r\nlines",
    " padded ",
    "x,y;z|w\tv",
    "'quoted'",
    "=1+1",
    "\"",
    "😀",
    "\\N"
  };
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uuuu");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  /** A value that is valid for the column and not null. */
  String fitting(Field column) {
    LocalDate day = LocalDate.ofEpochDay(random.nextInt(40_000) - 10_000);
    return switch (column.kind()) {
      case TEXT ->
          WORDS[random.nextInt(WORDS.length)] + (random.nextBoolean() ? "" : random.nextInt(99));
      case INTEGER -> Integer.toString(column.limited() ? small() : random.nextInt());
      case BIGINT -> Long.toString(column.limited() ? small() : random.nextLong());
      case DECIMAL ->
          BigDecimal.valueOf(
                  column.limited() ? small() : random.nextInt(1_999_999_999) - 999_999_999L,
                  random.nextInt(4))
              .toPlainString();
      case DOUBLE ->
          switch (random.nextInt(3)) {
            case 0 -> Double.toString(random.nextGaussian() * 1e6);
            case 1 -> random.nextInt(1000) + "e" + (random.nextInt(40) - 20);
            default -> Integer.toString(random.nextInt(1000));
          };
      case BOOLEAN -> Boolean.toString(random.nextBoolean());
      case DATE -> DAY.format(day);
      case TIMESTAMP ->
          MOMENT.format(LocalDateTime.of(day, LocalTime.ofSecondOfDay(random.nextInt(86_400))));
    };
  }

  /** A value that is invalid for the column. The column must not be text. */
  String misfitting(Field column) {
    return switch (column.kind()) {
      case TEXT -> throw new IllegalArgumentException("every text fits");
      case INTEGER -> column.limited() ? "1001" : "2147483648";
      case BIGINT -> column.limited() ? "-1001" : "9223372036854775808";
      case DECIMAL -> "0.0001";
      case DOUBLE -> "1.5.5";
      case BOOLEAN -> "maybe";
      case DATE -> "31-02-2022";
      case TIMESTAMP -> "2022-02-01 24:30:00";
    };
  }

  private int small() {
    return random.nextInt(2001) - 1000;
  }
}

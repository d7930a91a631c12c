package io.quarterdeck.loader.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentParserTest {
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd-MM-yyyy",
        "yyyy-MM-dd",
        "MM/dd/uuuu",
        "yyyyMMdd",
        "dd.MM.yyyy",
        "'day 'dd MM yyyy"
      })
  void datesParsedFromDigitsEqualThoseOfTheFormatter(String format) {
    Random random = new Random(format.hashCode());
    MomentParser digits = DigitPattern.ofDays(format).orElseThrow();
    MomentParser formatter = FormatterMoments.ofDays(format);
    DateTimeFormatter writer = DateTimeFormatter.ofPattern(format);
    for (int round = 0; round < 4_000; round++) {
      long day = FIRST_DAY + (long) (random.nextDouble() * (LAST_DAY - FIRST_DAY + 1));
      String text = writer.format(LocalDate.ofEpochDay(day));
      assertThat(parse(digits, text)).as(text).isEqualTo(day);
      assertSame(digits, formatter, damaged(text, random));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd HH:mm:ss[.SSSSSS]",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.SSS",
        "dd/MM/yyyy HH:mm",
        "yyyyMMdd HH",
        "yyyyMMddHHmmss"
      })
  void timestampsParsedFromDigitsEqualThoseOfTheFormatter(String format) {
    Random random = new Random(format.hashCode());
    MomentParser digits = DigitPattern.ofMoments(format).orElseThrow();
    MomentParser formatter = FormatterMoments.ofMoments(format);
    DateTimeFormatter writer = DateTimeFormatter.ofPattern(format);
    for (int round = 0; round < 4_000; round++) {
      long second = (FIRST_DAY + (long) (random.nextDouble() * (LAST_DAY - FIRST_DAY))) * 86_400;
      LocalDateTime moment =
          LocalDateTime.ofEpochSecond(
              second + random.nextInt(86_400), random.nextInt(1_000_000) * 1000, ZoneOffset.UTC);
      String text = writer.format(moment);
      assertThat(parse(digits, text)).as(text).isNotEqualTo(MomentParser.NONE);
      assertSame(digits, formatter, text);
      assertSame(digits, formatter, damaged(text, random));
    }
  }

  @Test
  void datesThatDoNotExistAreInvalid() {
    MomentParser digits = DigitPattern.ofDays("dd-MM-yyyy").orElseThrow();
    for (String text :
        new String[] {
          "31-02-2022", "29-02-1900", "31-04-2022", "00-01-2022", "01-00-2022", "01-13-2022",
          "01-01-0000", "1-1-2022", "01-01-2022 ", "", "01/01/2022", "٠١-01-2022"
        }) {
      assertThat(parse(digits, text)).as(text).isEqualTo(MomentParser.NONE);
    }
    assertThat(parse(digits, "29-02-2000")).isEqualTo(LocalDate.of(2000, 2, 29).toEpochDay());
  }

  @Test
  void otherFormatsAreParsedByTheFormatter() {
    for (String format :
        new String[] {
          "d-M-yyyy",
          "dd-MMM-yyyy",
          "dd-MM-yy",
          "dd-MM",
          "yyyy-MM-dd[ HH]",
          "[yyyy]-MM-dd",
          "dd-dd-MM-yyyy"
        }) {
      assertThat(DigitPattern.ofDays(format)).as(format).isEmpty();
    }
    assertThat(parse(FormatterMoments.ofDays("d MMM yyyy"), "3 Feb 2022"))
        .isEqualTo(LocalDate.of(2022, 2, 3).toEpochDay());
    assertThat(parse(FormatterMoments.ofDays("d MMM yyyy"), "31 Feb 2022"))
        .isEqualTo(MomentParser.NONE);
    assertThat(
            parse(
                FormatterMoments.ofMoments("yyyy-MM-dd HH:mm:ss.SSSSSSSSS"),
                "2022-01-01 00:00:00.000000001"))
        .isEqualTo(MomentParser.NONE);
  }

  @Test
  void anUnknownFormatIsAFailure() {
    assertThatThrownBy(() -> FormatterMoments.ofDays("dd-bb"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot use the format \"dd-bb\": Unknown pattern letter: b; expected letters of"
                + " java.time such as dd-MM-yyyy. Change it in the dataset.");
  }

  private static String damaged(String text, Random random) {
    StringBuilder result = new StringBuilder(text);
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(result.length());
      switch (random.nextInt(6)) {
        case 0 -> result.deleteCharAt(at);
        case 1 -> result.insert(at, (char) ('0' + random.nextInt(10)));
        case 2 -> result.setCharAt(at, "-+/ .T:x".charAt(random.nextInt(8)));
        default -> result.setCharAt(at, (char) ('0' + random.nextInt(10)));
      }
    }
    return result.toString();
  }

  private static void assertSame(MomentParser digits, MomentParser formatter, String text) {
    assertThat(parse(digits, text)).as(text).isEqualTo(parse(formatter, text));
  }

  private static long parse(MomentParser parser, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parser.parse(bytes, 0, bytes.length);
  }
}

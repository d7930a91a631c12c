package io.quarterdeck.cli.job;

import io.quarterdeck.cli.options.QuarterConverter;
import io.quarterdeck.loader.dataset.Quarter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The first or the last period of a backfill.
 *
 * @param text the value of the option
 * @param quarter the quarter, if the value is one
 * @param day the day, if the value is one
 */
record BackfillBound(String text, Optional<Quarter> quarter, Optional<LocalDate> day) {
  Quarter requireQuarter(CommandSpec command, String option) {
    return quarter.orElseThrow(() -> invalid(command, option, "a quarter, as in 2022Q1"));
  }

  LocalDate requireDay(CommandSpec command, String option) {
    return day.orElseThrow(() -> invalid(command, option, "a day, as in 2026-01-04"));
  }

  private ParameterException invalid(CommandSpec command, String option, String expected) {
    return new ParameterException(
        command.commandLine(),
        "Invalid value for option '%s': %s; expected %s".formatted(option, text, expected));
  }

  @Override
  public String toString() {
    return quarter.map(Quarter::toString).orElse(text);
  }

  /** Parses a quarter or a day. */
  static final class Converter implements ITypeConverter<BackfillBound> {
    @Override
    public BackfillBound convert(String value) {
      Optional<LocalDate> day = day(value);
      return new BackfillBound(
          value,
          day.isPresent() ? Optional.empty() : Optional.of(new QuarterConverter().convert(value)),
          day);
    }

    private static Optional<LocalDate> day(String value) {
      try {
        return Optional.of(LocalDate.parse(value));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
  }
}

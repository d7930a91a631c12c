package io.quarterdeck.cli.options;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that sets the day with which a command compares dates. */
public final class AsOfOption {
  private final Clock clock;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = Day.class,
      description = "The day to compare dates with, such as 2027-01-31 (default: today, in UTC).")
  private Optional<LocalDate> asOf = Optional.empty();

  public AsOfOption() {
    this(Clock.systemUTC());
  }

  AsOfOption(Clock clock) {
    this.clock = clock;
  }

  public LocalDate date() {
    return asOf.orElseGet(() -> LocalDate.now(clock));
  }

  /** Reads a date, with a message that names the expected form. */
  static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(text + "; expected a date such as 2027-01-31");
      }
    }
  }
}

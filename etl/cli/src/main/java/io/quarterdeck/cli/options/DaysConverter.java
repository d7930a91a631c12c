package io.quarterdeck.cli.options;

import io.quarterdeck.contract.Days;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses days on the command line. */
public final class DaysConverter implements ITypeConverter<Days> {
  @Override
  public Days convert(String value) {
    try {
      return Days.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

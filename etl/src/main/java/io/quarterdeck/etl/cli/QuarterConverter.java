package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.dataset.Quarter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses quarters on the command line. */
final class QuarterConverter implements ITypeConverter<Quarter> {
  @Override
  public Quarter convert(String value) {
    try {
      return Quarter.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

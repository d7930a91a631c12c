package io.quarterdeck.cli.options;

import io.quarterdeck.loader.dataset.Quarter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses quarters on the command line. */
public final class QuarterConverter implements ITypeConverter<Quarter> {
  @Override
  public Quarter convert(String value) {
    try {
      return Quarter.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

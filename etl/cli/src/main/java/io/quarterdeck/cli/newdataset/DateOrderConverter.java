package io.quarterdeck.cli.newdataset;

import io.quarterdeck.cli.newdataset.DatasetDraft.DateOrderChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses {@code day-first} and {@code month-first}. */
final class DateOrderConverter implements ITypeConverter<DateOrderChoice> {
  @Override
  public DateOrderChoice convert(String text) {
    return switch (text) {
      case "day-first" -> DateOrderChoice.DAY_FIRST;
      case "month-first" -> DateOrderChoice.MONTH_FIRST;
      default ->
          throw new TypeConversionException(
              "expected day-first or month-first, found '" + text + "'");
    };
  }
}

package io.quarterdeck.cli.options;

import io.quarterdeck.contract.LakehouseJob;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses the short name of a job of the lakehouse. */
public final class LakehouseJobConverter implements ITypeConverter<LakehouseJob> {
  @Override
  public LakehouseJob convert(String value) {
    return Stream.of(LakehouseJob.values())
        .filter(job -> job.shortName().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s'; expected one of %s"
                        .formatted(
                            value,
                            Stream.of(LakehouseJob.values())
                                .map(LakehouseJob::shortName)
                                .collect(Collectors.joining(", ")))));
  }
}

package io.quarterdeck.cli.options;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses the name of one of several values. */
public class NameConverter<T> implements ITypeConverter<T> {
  private final List<T> values;
  private final Function<T, String> name;

  /**
   * Creates a converter.
   *
   * @param name returns the name of a value
   */
  public NameConverter(T[] values, Function<T, String> name) {
    this.values = List.of(values);
    this.name = name;
  }

  @Override
  public T convert(String given) {
    return values.stream()
        .filter(value -> name.apply(value).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s'; expected one of %s"
                        .formatted(given, values.stream().map(name).collect(joining(", ")))));
  }
}

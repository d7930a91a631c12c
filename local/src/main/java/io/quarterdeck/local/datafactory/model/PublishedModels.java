package io.quarterdeck.local.datafactory.model;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The models of Microsoft's package azure-mgmt-datafactory. Immutable.
 *
 * @param enums the values of each enumeration
 * @param subtypes for each base model, the models by the value of their property {@code type}
 * @param models the properties of each model, including inherited ones
 */
record PublishedModels(
    Map<String, List<String>> enums,
    Map<String, Map<String, String>> subtypes,
    Map<String, Map<String, Property>> models) {
  private static final PublishedModels READ = read();

  /**
   * A property.
   *
   * @param type {@code any}, {@code string}, {@code integer}, {@code number}, {@code boolean}, or
   *     {@code enum:}, {@code object:}, {@code list:} or {@code map:} with what it contains
   * @param required whether a request must contain it
   */
  record Property(String type, boolean required) {}

  static PublishedModels all() {
    return READ;
  }

  private static PublishedModels read() {
    try (Reader reader =
        new InputStreamReader(
            PublishedModels.class.getResourceAsStream("models.json"), StandardCharsets.UTF_8)) {
      return new Gson().fromJson(reader, PublishedModels.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

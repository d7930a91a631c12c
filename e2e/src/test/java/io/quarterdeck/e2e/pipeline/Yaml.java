package io.quarterdeck.e2e.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** YAML as Azure Pipelines reads it: every scalar is text. */
final class Yaml {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new FailsafeSchema()).setAllowDuplicateKeys(false).build();

  private Yaml() {}

  static Map<?, ?> read(Path file) {
    try {
      return (Map<?, ?>) parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Object parse(String text) {
    return new Load(SETTINGS).loadFromString(text);
  }

  /** The list of that name, or an empty one. */
  static List<?> list(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof List<?> list ? list : List.of();
  }

  /** The mapping of that name, or an empty one. */
  static Map<?, ?> map(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The text of that name, or an empty one. */
  static String text(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof String text ? text : "";
  }
}

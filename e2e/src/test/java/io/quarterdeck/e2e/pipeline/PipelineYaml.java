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

/** Parses YAML like Azure Pipelines: every scalar is a string. */
final class PipelineYaml {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new FailsafeSchema()).setAllowDuplicateKeys(false).build();

  private PipelineYaml() {}

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

  /** Returns the list with this name, or an empty list. */
  static List<?> list(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof List<?> list ? list : List.of();
  }

  /** Returns the mapping with this name, or an empty mapping. */
  static Map<?, ?> map(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Returns the string with this name, or an empty string. */
  static String text(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof String text ? text : "";
  }
}

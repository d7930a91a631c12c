package io.quarterdeck.infra.graph;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Parses YAML to maps, lists and values. */
final class Yaml {
  private Yaml() {}

  static Object parse(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}

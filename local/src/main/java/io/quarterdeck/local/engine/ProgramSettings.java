package io.quarterdeck.local.engine;

import com.google.gson.Gson;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The settings of a Pulumi project and of one stack, as the engine reads them.
 *
 * @param project the name of the project
 * @param values all settings including secrets, by {@code namespace:key}; lists and maps as JSON
 * @param secrets the settings that the program must treat as secrets
 */
record ProgramSettings(String project, Map<String, String> values, Map<String, String> secrets) {
  private static final Gson JSON = new Gson();

  ProgramSettings {
    values = Map.copyOf(values);
    secrets = Map.copyOf(secrets);
  }

  /**
   * Reads {@code Pulumi.yaml} with its defaults, and {@code Pulumi.STACK.yaml}, which overrides
   * them.
   *
   * @param secrets secret settings that are not in a file
   * @param added other settings that are not in a file
   * @throws Failure if a file is missing, is not YAML, or contains a secret that Pulumi encrypted
   */
  static ProgramSettings read(
      Path root, String stack, Map<String, String> secrets, Map<String, String> added) {
    Map<?, ?> project = parse(root.resolve("Pulumi.yaml"));
    String name = String.valueOf(project.get("name"));
    Map<String, String> values = new TreeMap<>();
    section(project)
        .forEach(
            (key, declaration) -> {
              if (declaration instanceof Map<?, ?> declared && declared.containsKey("default")) {
                values.put(qualified(name, key), text(declared.get("default")));
              }
            });
    Path stackFile = root.resolve("Pulumi." + stack + ".yaml");
    section(parse(stackFile))
        .forEach((key, value) -> values.put(qualified(name, key), plain(stackFile, key, value)));
    values.putAll(added);
    values.putAll(secrets);
    return new ProgramSettings(name, values, secrets);
  }

  private static Map<?, ?> section(Map<?, ?> file) {
    return file.get("config") instanceof Map<?, ?> config ? config : Map.of();
  }

  private static String qualified(String project, Object key) {
    String text = String.valueOf(key);
    return text.contains(":") ? text : project + ":" + text;
  }

  private static String plain(Path file, Object key, Object value) {
    if (value instanceof Map<?, ?> map && map.containsKey("secure")) {
      throw Failure.of(
          "Cannot read %s in %s: found a secret that Pulumi encrypted; expected a "
              + "plain value, because this stack runs without Pulumi. Install Pulumi, or "
              + "remove the setting.",
          key, file);
    }
    return text(value);
  }

  private static String text(Object value) {
    return value instanceof Iterable<?> || value instanceof Map<?, ?>
        ? JSON.toJson(value)
        : String.valueOf(value);
  }

  private static Map<?, ?> parse(Path file) {
    try {
      Object document =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file));
      return document instanceof Map<?, ?> map ? map : Map.of();
    } catch (IOException | YamlEngineException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the settings of the Pulumi program: %s; expected YAML in %s. "
              + "Fix or restore the file.",
          e,
          file);
    }
  }

  /** Returns the settings in the format that the engine passes to a program. */
  String json() {
    return JSON.toJson(values);
  }

  /** Returns the names of the secrets in the format that the engine passes to a program. */
  String secretKeysJson() {
    // Copied to a list, because Gson writes null for the anonymous class of a map's key set.
    return JSON.toJson(List.copyOf(secrets.keySet()));
  }

  /** Never contains a secret. */
  @Override
  public String toString() {
    return "ProgramSettings[" + project + "]";
  }
}

package io.quarterdeck.local.program;

import com.google.gson.Gson;
import io.quarterdeck.etl.Failure;
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
 * What a Pulumi project says of itself and of one stack, as the engine reads it.
 *
 * @param project the project's name
 * @param values each setting by {@code namespace:key}; lists and maps as JSON; with the secrets
 * @param secrets those of them that the program must treat as secrets
 */
record ProgramSettings(String project, Map<String, String> values, Map<String, String> secrets) {
  private static final Gson JSON = new Gson();

  ProgramSettings {
    values = Map.copyOf(values);
    secrets = Map.copyOf(secrets);
  }

  /**
   * Reads {@code Pulumi.yaml} with its defaults, {@code Pulumi.STACK.yaml} over them.
   *
   * @param secrets settings that are in no file
   * @throws Failure when a file is missing, is no YAML, or has a secret of Pulumi's in it
   */
  static ProgramSettings read(Path root, String stack, Map<String, String> secrets) {
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
      throw new Failure(
          "Cannot read "
              + key
              + " in "
              + file
              + ": found a secret that Pulumi encrypted; expected a plain value, as this stack runs"
              + " without Pulumi. Install Pulumi, or take the setting out.");
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
      throw new Failure(
          "Cannot read the settings of the Pulumi program: "
              + e
              + "; expected YAML in "
              + file
              + ". Mend the file, or bring it back.",
          e);
    }
  }

  /** The settings as the engine hands them to a program. */
  String json() {
    return JSON.toJson(values);
  }

  /** The names of the secrets, as the engine hands them to a program. */
  String secretKeysJson() {
    // A list: Gson writes null for a class without a name, as a map's set of keys is.
    return JSON.toJson(List.copyOf(secrets.keySet()));
  }

  /** Never shows a secret. */
  @Override
  public String toString() {
    return "ProgramSettings[" + project + "]";
  }
}

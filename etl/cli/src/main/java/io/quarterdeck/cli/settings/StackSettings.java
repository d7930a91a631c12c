package io.quarterdeck.cli.settings;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The settings of a stack that are not secret.
 *
 * @param stack the stack's name
 * @param values the values by the name of the setting, such as {@code postgresSku}, or of another
 *     namespace, such as {@code azure-native:subscriptionId}; without lists and secrets
 */
public record StackSettings(String stack, Map<String, String> values) {
  private static final String PREFIX = "quarterdeck:";

  public StackSettings {
    values = Map.copyOf(values);
  }

  /**
   * Reads the settings of all stacks of a project: the defaults of {@code Pulumi.yaml}, and {@code
   * Pulumi.STACK.yaml}, which overrides them.
   *
   * @throws Failure if there is no stack, or a file cannot be read
   */
  public static List<StackSettings> all(Path project) {
    Map<String, String> defaults = defaults(project.resolve("Pulumi.yaml"));
    List<StackSettings> all = new ArrayList<>();
    for (String file : stackFiles(project)) {
      Map<String, String> values = new TreeMap<>(defaults);
      section(project.resolve(file)).forEach((key, value) -> put(values, key, value));
      all.add(
          new StackSettings(
              file.substring("Pulumi.".length(), file.length() - ".yaml".length()), values));
    }
    if (all.isEmpty()) {
      throw Failure.of(
          "Cannot read the settings of the stacks: found no Pulumi.STACK.yaml in %s; expected one"
              + " for each stack. Name the folder of Pulumi.yaml with --project.",
          project);
    }
    return all;
  }

  /**
   * Reads the settings of a stack.
   *
   * @throws Failure if the project has no settings of the stack, or a file cannot be read
   */
  public static StackSettings of(Path project, String stack) {
    return all(project).stream()
        .filter(settings -> settings.stack().equals(stack))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot read the settings of the stack %s: found no Pulumi.%s.yaml in %s;"
                        + " expected the settings of the stack. Name one of %s with --stack, or"
                        + " write that file.",
                    stack,
                    stack,
                    project,
                    all(project).stream()
                        .map(StackSettings::stack)
                        .collect(Collectors.joining(", "))));
  }

  /**
   * Returns the value of a setting; empty if neither the stack nor the project sets it. Commas
   * separate the values of a list.
   */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** Returns whether the stack creates this environment. */
  public boolean isOf(String environment) {
    return value("environment").equals(environment);
  }

  private static Map<String, String> defaults(Path file) {
    Map<String, String> defaults = new TreeMap<>();
    section(file)
        .forEach(
            (key, declared) -> {
              if (declared instanceof Map<?, ?> declaration) {
                put(defaults, key, declaration.get("default"));
              }
            });
    return defaults;
  }

  private static void put(Map<String, String> values, Object key, Object value) {
    String name = key.toString();
    text(value)
        .ifPresent(
            text ->
                values.put(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name, text));
  }

  private static Optional<String> text(Object value) {
    if (value instanceof List<?> list) {
      return Optional.of(list.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  private static Set<String> stackFiles(Path project) {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(project, "Pulumi.?*.yaml")) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException e) {
      throw unreadable(project, e);
    }
    return names;
  }

  private static Map<?, ?> section(Path file) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      Object document = new Load(settings).loadFromString(Files.readString(file));
      return document instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config
          ? config
          : Map.of();
    } catch (IOException | YamlEngineException e) {
      throw unreadable(file, e);
    }
  }

  private static Failure unreadable(Path what, Exception e) {
    return Failure.causedBy(
        e,
        "Cannot read the settings of the stacks: found %s; expected YAML in %s. Restore it, or name"
            + " the folder of Pulumi.yaml with --project.",
        e.toString().lines().findFirst().orElse(""),
        what);
  }
}

package io.quarterdeck.infra.settings;

import com.google.gson.JsonArray;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings to their types. What does not fit becomes a problem, and reading goes on. */
final class Fields {
  /**
   * A setting as it was asked for, so that a test can hold Pulumi.yaml against the code.
   *
   * @param type what its description in Pulumi.yaml says of its values; empty for any text
   * @param fallback the default, as text; empty where the setting must be set
   */
  record Declared(String key, String type, Optional<String> fallback) {}

  private final SettingsSource source;
  private final Problems problems;
  private final List<Declared> declared = new ArrayList<>();

  Fields(SettingsSource source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  List<Declared> declared() {
    return List.copyOf(declared);
  }

  /** The commit that the program was built from. */
  String revision() {
    return source.revision();
  }

  String required(String key, String example) {
    declared.add(new Declared(key, "", Optional.empty()));
    Optional<String> value = source.value(key).filter(text -> !text.isBlank());
    if (value.isEmpty()) {
      problems.add(key, "nothing", "a value", example);
    }
    value.ifPresent(text -> oneValue(key, text, example));
    return value.orElse(example);
  }

  String text(String key, String fallback) {
    declared.add(new Declared(key, "", Optional.of(fallback)));
    String text = source.value(key).orElse(fallback);
    oneValue(key, text, fallback.isEmpty() ? "VALUE" : fallback);
    return text;
  }

  /** A list or a map of the stack's file comes as JSON. */
  private void oneValue(String key, String text, String example) {
    if (text.startsWith("[") || text.startsWith("{")) {
      problems.add(key, quote(text), "one value", example);
    }
  }

  Optional<String> optional(String key) {
    return Optional.of(text(key, "")).filter(text -> !text.isBlank());
  }

  boolean flag(String key, boolean fallback) {
    declared.add(new Declared(key, "True or false.", Optional.of(Boolean.toString(fallback))));
    String text = source.value(key).orElse(Boolean.toString(fallback));
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(key, quote(text), "true or false", Boolean.toString(fallback));
      return fallback;
    }
    return Boolean.parseBoolean(text);
  }

  int integer(String key, int fallback, int minimum, int maximum) {
    declared.add(new Declared(key, "A whole number.", Optional.of(Integer.toString(fallback))));
    String text = source.value(key).orElse(Integer.toString(fallback));
    try {
      int value = Integer.parseInt(text.trim());
      if (value >= minimum && value <= maximum) {
        return value;
      }
    } catch (NumberFormatException notWhole) {
      // Said below, in the same words as a number out of range.
    }
    String expected = "a whole number from %d to %d".formatted(minimum, maximum);
    problems.add(key, quote(text), expected, Integer.toString(Math.max(fallback, minimum)));
    return fallback;
  }

  /** One of a closed list of values, each known by its name in the settings. */
  <E extends Enum<E>> E choice(String key, E fallback, Function<E, String> name) {
    String text = text(key, name.apply(fallback));
    List<String> known = new ArrayList<>();
    for (E value : fallback.getDeclaringClass().getEnumConstants()) {
      if (name.apply(value).equals(text)) {
        return value;
      }
      known.add(name.apply(value));
    }
    problems.add(key, quote(text), "one of " + String.join(", ", known), name.apply(fallback));
    return fallback;
  }

  Cidr cidr(String key, String fallback) {
    String text = text(key, fallback);
    Optional<Cidr> cidr = Cidr.parse(text);
    if (cidr.isEmpty()) {
      problems.add(key, quote(text), "an IPv4 network such as " + fallback, fallback);
    }
    return cidr.orElseGet(() -> Cidr.parse(fallback).orElseThrow());
  }

  List<String> list(String key) {
    declared.add(new Declared(key, "A list.", Optional.of("[]")));
    String text = source.value(key).orElse("[]");
    try {
      JsonArray array = JsonParser.parseString(text).getAsJsonArray();
      List<String> entries = new ArrayList<>();
      array.forEach(entry -> entries.add(entry.getAsJsonPrimitive().getAsString()));
      return List.copyOf(entries);
    } catch (JsonParseException | IllegalStateException notAList) {
      problems.addToList(key, quote(text), "a list of values", "VALUE");
      return List.of();
    }
  }

  Optional<Output<String>> secret(String key) {
    declared.add(new Declared(key, "", Optional.of("")));
    Optional<String> set = source.value(key).filter(text -> !text.isBlank());
    if (set.isPresent() && !source.isEncrypted(key)) {
      problems.addSecret(key, "its value in clear", "a secret, encrypted in the stack's file");
    }
    return set.flatMap(text -> source.secret(key));
  }

  static String quote(String text) {
    return "'" + text + "'";
  }
}

package io.quarterdeck.infra.settings;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads typed settings. An invalid value is recorded as a problem, and reading continues. */
final class Fields {
  /**
   * A setting that the program reads. A test compares these with Pulumi.yaml.
   *
   * @param type the sentence of its description in Pulumi.yaml that names the type; empty for text
   * @param fallback the default as text; empty if the setting is required
   */
  record Declared(String key, String type, Optional<String> fallback) {}

  private final SettingsSource source;
  private final SettingsProblems problems;
  private final List<Declared> declared = new ArrayList<>();

  Fields(SettingsSource source, SettingsProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  List<Declared> declared() {
    return List.copyOf(declared);
  }

  /** The commit from which the program was built. */
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

  /** Refuses a list or a map, which Pulumi passes as JSON. */
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
      // Reported below, with the same message as a number out of range.
    }
    String expected = "a whole number from %d to %d".formatted(minimum, maximum);
    problems.add(key, quote(text), expected, Integer.toString(Math.max(fallback, minimum)));
    return fallback;
  }

  /** Reads one of a fixed list of values, given by its setting name. */
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

  /**
   * Reads one of a fixed list of values. Refuses a value of an earlier version, and names the value
   * that replaces it.
   *
   * @param former the values of earlier versions, with the values that replace them
   */
  <E extends Enum<E>> E choice(
      String key, E fallback, Function<E, String> name, Map<String, E> former) {
    Optional<String> text = source.value(key).filter(former::containsKey);
    if (text.isEmpty()) {
      return choice(key, fallback, name);
    }
    declared.add(new Declared(key, "", Optional.of(name.apply(fallback))));
    E replacement = former.get(text.get());
    problems.add(
        key,
        quote(text.get()),
        "%s, which replaces %s".formatted(name.apply(replacement), text.get()),
        name.apply(replacement));
    return replacement;
  }

  /** Reads any number of a fixed list of values, given by their setting names. */
  <E extends Enum<E>> Set<E> choices(
      String key, Class<E> type, Set<E> fallback, Function<E, String> name) {
    Map<String, E> known = new LinkedHashMap<>();
    for (E value : type.getEnumConstants()) {
      known.put(name.apply(value), value);
    }
    String example = known.keySet().iterator().next();
    List<String> texts = list(key, new Gson().toJson(fallback.stream().map(name).toList()));
    List<String> unknown = texts.stream().filter(text -> !known.containsKey(text)).toList();
    String expected = "any of " + String.join(", ", known.keySet());
    unknown.forEach(text -> problems.addToList(key, quote(text), expected, example));
    return unknown.isEmpty()
        ? texts.stream().map(known::get).collect(Collectors.toSet())
        : fallback;
  }

  Cidr cidr(String key, String fallback) {
    String text = text(key, fallback);
    Optional<Cidr> cidr = Cidr.parse(text);
    if (cidr.isEmpty()) {
      problems.add(key, quote(text), "an IPv4 network such as " + fallback, fallback);
    }
    return cidr.orElseGet(() -> Cidr.parse(fallback).orElseThrow());
  }

  /** Reads a list that is empty by default. */
  List<String> list(String key) {
    return list(key, "[]");
  }

  private List<String> list(String key, String fallback) {
    declared.add(new Declared(key, "A list.", Optional.of(fallback)));
    String text = source.value(key).orElse(fallback);
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
      problems.addSecret(key, "a value in clear text", "a secret, encrypted in the stack's file");
    }
    return set.flatMap(text -> source.secret(key));
  }

  static String quote(String text) {
    return "'" + text + "'";
  }
}

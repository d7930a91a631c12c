package io.quarterdeck.local.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;

/** The engine's own operations on properties. The signatures are those of Pulumi's protocol. */
final class Properties {
  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

  private Properties() {}

  /**
   * Returns the new properties, in which ignored properties keep their old values.
   *
   * @param paths the ignored properties: top-level names, or names of nested properties joined by
   *     dots
   */
  static Struct ignoring(Struct news, Struct olds, List<String> paths) {
    Struct result = news;
    for (String path : paths) {
      result = with(result, olds, List.of(path.split("\\.", -1)));
    }
    return result;
  }

  private static Struct with(Struct news, Struct olds, List<String> path) {
    String name = path.get(0);
    Struct.Builder result = news.toBuilder();
    if (path.size() > 1) {
      Struct inner = news.getFieldsOrDefault(name, none()).getStructValue();
      Struct old = olds.getFieldsOrDefault(name, none()).getStructValue();
      Struct merged = with(inner, old, path.subList(1, path.size()));
      return result.putFields(name, Value.newBuilder().setStructValue(merged).build()).build();
    }
    if (olds.containsFields(name)) {
      result.putFields(name, olds.getFieldsOrThrow(name));
    } else {
      result.removeFields(name);
    }
    return result.build();
  }

  /** Returns the properties, in which these properties are marked as secret. */
  static Struct secret(Struct properties, List<String> names) {
    Struct.Builder result = properties.toBuilder();
    for (String name : names) {
      Value value = properties.getFieldsOrDefault(name, none());
      if (properties.containsFields(name) && !isSecret(value)) {
        result.putFields(
            name,
            Value.newBuilder()
                .setStructValue(
                    Struct.newBuilder()
                        .putFields(SIGNATURE, text(SECRET))
                        .putFields("value", value))
                .build());
      }
    }
    return result.build();
  }

  /** Returns whether the value as a whole is a secret. */
  static boolean isSecret(Value value) {
    return value
        .getStructValue()
        .getFieldsOrDefault(SIGNATURE, none())
        .getStringValue()
        .equals(SECRET);
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value none() {
    return Value.getDefaultInstance();
  }
}

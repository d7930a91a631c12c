package io.quarterdeck.cli.retirement;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kind of an entry. In the list, its name has lower-case letters and hyphens. */
public enum RetirementKind {
  API_VERSION("module,before"),
  POSTGRESQL("major"),
  VM_SIZE("sizes"),
  DATABRICKS_RUNTIME("release"),
  RESOURCE("type,properties");

  private final String keys;

  RetirementKind(String keys) {
    this.keys = keys;
  }

  /** Returns the name in the list, such as {@code vm-size}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the keys of {@code matches}. */
  List<String> keys() {
    return List.of(keys.split(",", -1));
  }

  static Optional<RetirementKind> of(String words) {
    return Arrays.stream(values()).filter(kind -> kind.words().equals(words)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(RetirementKind::words).toList();
  }
}

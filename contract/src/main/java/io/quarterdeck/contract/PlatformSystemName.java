package io.quarterdeck.contract;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The names of the platform's systems. The setting {@code quarterdeck:systems} lists the systems of
 * a stack. Each module identifies its part of a system by this name.
 */
public enum PlatformSystemName {
  BATCH("batch"),
  LAKEHOUSE("lakehouse"),
  STREAMING("streaming");

  private final String systemName;

  PlatformSystemName(String systemName) {
    this.systemName = systemName;
  }

  /** Returns the systems of a stack whose settings do not name any. */
  public static Set<PlatformSystemName> defaults() {
    return EnumSet.of(BATCH);
  }

  /** Returns the value of the output {@code systems}: the names, separated by commas. */
  public static String format(Set<PlatformSystemName> systems) {
    return Arrays.stream(values())
        .filter(systems::contains)
        .map(PlatformSystemName::systemName)
        .collect(joining(","));
  }

  /**
   * Returns the systems that the output {@code systems} names. Names that this version does not
   * know are ignored.
   */
  public static Set<PlatformSystemName> parse(String output) {
    List<String> names = List.of(output.split(",", -1));
    return Arrays.stream(values())
        .filter(system -> names.contains(system.systemName()))
        .collect(toCollection(() -> EnumSet.noneOf(PlatformSystemName.class)));
  }

  /** Returns the name in settings and outputs. */
  public String systemName() {
    return systemName;
  }
}

package io.quarterdeck.cli.retirement;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an entry of the list retires. */
public sealed interface Retired {
  /** Returns whether this retirement affects the use. */
  boolean covers(PlatformUse use);

  /**
   * API versions of a module of azure-native.
   *
   * @param before the first version that remains. Versions start with a date, so their alphabetical
   *     order is the order of their dates
   */
  record RetiredApiVersions(String module, String before) implements Retired {
    @Override
    public boolean covers(PlatformUse use) {
      return use instanceof PlatformUse.UsedApiVersion api
          && api.module().equals(module)
          && api.version().compareTo(before) < 0;
    }
  }

  /** A major version of PostgreSQL. */
  record PostgresMajor(String major) implements Retired {
    @Override
    public boolean covers(PlatformUse use) {
      return use instanceof PlatformUse.PostgresVersion postgres && postgres.major().equals(major);
    }
  }

  /**
   * Sizes of machines.
   *
   * @param sizes patterns for whole names
   */
  record MachineSizes(List<Pattern> sizes) implements Retired {
    @Override
    public boolean covers(PlatformUse use) {
      return use instanceof PlatformUse.MachineSize machine
          && sizes.stream().anyMatch(size -> size.matcher(machine.size()).matches());
    }
  }

  /**
   * A release of Databricks Runtime.
   *
   * @param release the release, such as {@code 17.3}; the keys of its variants start with it
   */
  record RuntimeRelease(String release) implements Retired {
    @Override
    public boolean covers(PlatformUse use) {
      return use instanceof PlatformUse.DatabricksRuntime runtime
          && (runtime.key() + ".").startsWith(release + ".");
    }
  }

  /**
   * Values of a resource's inputs.
   *
   * @param type azure-native's type, such as {@code storage:StorageAccount}
   * @param properties dotted paths, each with a pattern for the whole value; one match is enough
   */
  record ResourceValues(String type, Map<String, Pattern> properties) implements Retired {
    @Override
    public boolean covers(PlatformUse use) {
      return use instanceof PlatformUse.Resource resource
          && resource.type().equals(type)
          && properties.entrySet().stream()
              .anyMatch(
                  property ->
                      property
                          .getValue()
                          .matcher(value(resource.inputs(), property.getKey()))
                          .matches());
    }

    /** Returns the value as text; empty if there is none. */
    private static String value(Map<?, ?> inputs, String path) {
      Object value = inputs;
      for (String name : path.split("\\.", -1)) {
        value = value instanceof Map<?, ?> map ? map.get(name) : null;
      }
      return value == null ? "" : value.toString();
    }
  }
}

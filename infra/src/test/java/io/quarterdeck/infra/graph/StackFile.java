package io.quarterdeck.infra.graph;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.infra.settings.SettingsSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the settings of a stack file in the repository's root, in the format in which Pulumi passes
 * them.
 */
public final class StackFile {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private StackFile() {}

  public static Map<String, String> read(String stack) {
    Map<String, String> values = new TreeMap<>();
    Object config = parse("Pulumi." + stack + ".yaml").get("config");
    ((Map<?, ?>) config)
        .forEach(
            (key, value) -> values.put(key.toString().replace("quarterdeck:", ""), text(value)));
    return values;
  }

  /** Returns the settings of a stack file, with all systems. */
  public static Map<String, String> withAllSystems(String stack) {
    Map<String, String> values = read(stack);
    values.put(
        "systems",
        text(
            Arrays.stream(PlatformSystemName.values())
                .map(PlatformSystemName::systemName)
                .toList()));
    return values;
  }

  /** A public key that belongs to nobody: its number is zero. */
  private static final String SSH_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A".repeat(43) + " nobody";

  /** Returns the settings of the optional paths into the network: agents and a VPN gateway. */
  public static Map<String, String> optionalAccess() {
    return Map.of("agents", "scaleSet", "agentsSshKey", SSH_KEY, "vpnClientCidr", "10.60.0.0/24");
  }

  /**
   * Returns the settings that Pulumi.yaml declares, each with its type, default and description.
   */
  public static Map<String, Map<?, ?>> declared() {
    Map<String, Map<?, ?>> settings = new TreeMap<>();
    ((Map<?, ?>) parse("Pulumi.yaml").get("config"))
        .forEach((key, value) -> settings.put(key.toString(), (Map<?, ?>) value));
    return settings;
  }

  /** Returns these values as settings of the stack {@code test}, with encrypted passwords. */
  public static SettingsSource source(Map<String, String> values) {
    return source(values, Set.of("postgresPassword", "sourcePostgresPassword"));
  }

  /**
   * Returns these values as settings of the stack {@code test}, with the given encrypted settings.
   */
  public static SettingsSource source(Map<String, String> values, Set<String> encrypted) {
    return new SettingsSource() {
      @Override
      public String stack() {
        return "test";
      }

      @Override
      public String revision() {
        return "unrecorded";
      }

      @Override
      public List<String> names() {
        return values.keySet().stream().sorted().toList();
      }

      @Override
      public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
      }

      @Override
      public boolean isEncrypted(String key) {
        return encrypted.contains(key);
      }
    };
  }

  /** Formats a value; lists become JSON, as in the engine. */
  public static String text(Object value) {
    return value instanceof Iterable<?> ? new com.google.gson.Gson().toJson(value) : "" + value;
  }

  private static Map<?, ?> parse(String file) {
    try {
      return (Map<?, ?>) Yaml.parse(Files.readString(ROOT.resolve(file)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

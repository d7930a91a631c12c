package io.quarterdeck.infra.naming;

import io.quarterdeck.infra.settings.EnvironmentSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names of all resources: kind-workload-environment-region-hash. The hash comes from the
 * subscription and the parts, so names are globally unique without being random: the same settings
 * give the same names on every machine.
 */
public final class Names {
  private static final int HASH_LENGTH = 5;

  private final String stem;
  private final String squeezed;

  private Names(String stem, String squeezed) {
    this.stem = stem;
    this.squeezed = squeezed;
  }

  /** The names of one environment in one subscription. */
  public static Names of(EnvironmentSettings environment, String subscriptionId) {
    String region = environment.region().shortName();
    String seed =
        String.join("/", subscriptionId, environment.workload(), environment.name(), region);
    String hash = hash(seed);
    return new Names(
        String.join("-", environment.workload(), environment.name(), region, hash),
        environment.workload() + environment.name() + region + hash);
  }

  /** The name of a resource, by the abbreviation of its kind: {@code vnet-qdeck-dev-weu-1a2b3}. */
  public String of(String kind) {
    return kind + "-" + stem;
  }

  /** The name of one resource of several of its kind. */
  public String of(String kind, String role) {
    return kind + "-" + stem + "-" + role;
  }

  /** 3 to 24 lower-case letters and digits. */
  public String storageAccount(String prefix) {
    return prefix + squeezed;
  }

  private static String hash(String seed) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}

package io.quarterdeck.infra.foundation.naming;

import io.quarterdeck.infra.settings.EnvironmentSettings;
import io.quarterdeck.infra.settings.NameHash;

/**
 * The names of all resources: kind-workload-environment-region-hash. The hash is computed from the
 * subscription and the other parts. Names are therefore globally unique, and the same settings
 * produce the same names on every machine.
 */
public final class ResourceNames {
  private static final int HASH_LENGTH = 5;

  private final String stem;
  private final String squeezed;

  private ResourceNames(String stem, String squeezed) {
    this.stem = stem;
    this.squeezed = squeezed;
  }

  /** Returns the names of an environment in a subscription. */
  public static ResourceNames of(EnvironmentSettings environment, String subscriptionId) {
    String region = environment.region().shortName();
    String seed =
        String.join("/", subscriptionId, environment.workload(), environment.name(), region);
    String hash = NameHash.of(seed, HASH_LENGTH);
    return new ResourceNames(
        String.join("-", environment.workload(), environment.name(), region, hash),
        environment.workload() + environment.name() + region + hash);
  }

  /**
   * Returns the name of a resource, which starts with the abbreviation of its kind: {@code
   * vnet-qdeck-dev-sec-1a2b3}.
   */
  public String of(String kind) {
    return kind + "-" + stem;
  }

  /** Returns the name of a resource, if the environment has several of its kind. */
  public String of(String kind, String role) {
    return kind + "-" + stem + "-" + role;
  }

  /** Returns the name of a storage account: 3 to 24 lower-case letters and digits. */
  public String storageAccount(String prefix) {
    return prefix + squeezed;
  }
}

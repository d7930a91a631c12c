package io.quarterdeck.contract;

import java.util.Locale;

/**
 * The API version that Quarterdeck uses for a type of resource. {@code api-versions.csv} contains
 * all API versions. It also contains types that the program does not use yet: those of lakehouse
 * and streaming.
 *
 * @param type a type of azure-native, such as {@code azure-native:keyvault:Vault}, or a type of
 *     Resource Manager, such as {@code Microsoft.Authorization/permissions}
 * @param version the version, such as {@code 2026-02-01}
 * @param choice why this version is used
 * @param reason the reason and its source; empty if the choice needs no reason
 */
public record ApiVersion(String type, String version, Choice choice, String reason) {
  /** Why a version is used. */
  public enum Choice {
    /** The version that azure-native uses if the program requests none. */
    DEFAULT,
    /** Another version, which the program requests from azure-native. */
    REQUESTED,
    /** A function of azure-native, which calls no versioned API. */
    FUNCTION,
    /** Only commands call this API; the Pulumi program does not. */
    CLIENT;

    static Choice of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Returns the module and the name of the type, such as {@code keyvault:Vault}, or {@code
   * authorization:permissions} for a type of Resource Manager.
   */
  public String shortType() {
    return switch (choice) {
      case DEFAULT, REQUESTED, FUNCTION -> ApiVersions.shortType(type);
      case CLIENT ->
          type.replaceFirst("^Microsoft\\.", "").replace('/', ':').toLowerCase(Locale.ROOT);
    };
  }

  /**
   * Returns the type in a Pulumi program. A requested version has its own package, such as {@code
   * azure-native_keyvault_v20260201:keyvault:Vault}.
   */
  public String pulumiType() {
    return switch (choice) {
      case DEFAULT, FUNCTION, CLIENT -> type;
      case REQUESTED -> {
        String[] parts = type.split(":", 3);
        yield "%s_%s_v%s:%s:%s"
            .formatted(parts[0], parts[1], version.replace("-", ""), parts[1], parts[2]);
      }
    };
  }
}

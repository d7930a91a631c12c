package io.quarterdeck.contract;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The API versions of Azure that Quarterdeck uses. The Pulumi program, its SDK ({@code
 * sdks/azure-native}), the commands and the local stack use this table. Thread-safe.
 */
public final class ApiVersions {
  private static final String FILE = "api-versions.csv";
  private static final String HEADER = "type,apiVersion,choice,reason";
  private static final String PROVIDER = "azure-native:";

  /** Matches the package of a requested version, or the version in a type, as in older states. */
  private static final Pattern VERSION =
      Pattern.compile("^azure-native_[a-z]+_v\\d{8}[a-z]*:|/v\\d{8}[a-z]*(?=:)");

  private static final Map<String, ApiVersion> BY_TYPE = read();

  private ApiVersions() {}

  /**
   * Returns the version of a type.
   *
   * @param type a type of the table, such as {@code azure-native:keyvault:Vault}
   * @throws IllegalArgumentException if the table does not have the type
   */
  public static ApiVersion of(String type) {
    ApiVersion version = BY_TYPE.get(type);
    if (version == null) {
      throw new IllegalArgumentException(
          "Cannot find an API version for %s: found no such row in %s; expected one. Add it."
              .formatted(type, FILE));
    }
    return version;
  }

  /**
   * Returns a Pulumi type without its API version: {@code azure-native:keyvault:Vault} for {@code
   * azure-native_keyvault_v20260201:keyvault:Vault} and for {@code
   * azure-native:keyvault/v20230201:Vault}. Returns other types unchanged.
   */
  public static String withoutVersion(String pulumiType) {
    return VERSION.matcher(pulumiType).replaceAll(found -> found.start() == 0 ? PROVIDER : "");
  }

  /**
   * Returns the module and the name of a type of azure-native, such as {@code keyvault:Vault}.
   * Returns other types unchanged.
   */
  public static String shortType(String pulumiType) {
    String type = withoutVersion(pulumiType);
    return type.startsWith(PROVIDER) ? type.substring(PROVIDER.length()) : type;
  }

  /** Returns all rows, in the order of the table. */
  public static Collection<ApiVersion> all() {
    return BY_TYPE.values();
  }

  private static Map<String, ApiVersion> read() {
    Map<String, ApiVersion> versions = new LinkedHashMap<>();
    TableFile.rows(FILE, HEADER, ApiVersions::row)
        .forEach(version -> versions.put(version.type(), version));
    return Collections.unmodifiableMap(versions);
  }

  /** Only the last cell, the reason, can contain commas. */
  private static ApiVersion row(String line) {
    String[] cells = line.split(",", 4);
    return new ApiVersion(cells[0], cells[1], ApiVersion.Choice.of(cells[2]), cells[3]);
  }
}

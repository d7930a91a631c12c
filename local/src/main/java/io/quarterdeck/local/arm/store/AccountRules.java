package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of Azure Storage for changes of an account. Sources:
 *
 * <ul>
 *   <li>Read-only properties, with the text of the error: Azure/azure-rest-api-specs issue 18441,
 *       Azure/bicep-registry-modules issue 846 and pull request 3317. They show that a request with
 *       {@code false} is refused, even if the account was created with {@code false}.
 *   <li>Kinds: Microsoft Learn, "Upgrade to a general-purpose v2 storage account".
 *   <li>Replication: "Change how a storage account is replicated". A change between a kind with and
 *       one without zones is a conversion, which takes days and is not an update of the account.
 *       The code is in hashicorp/terraform-provider-azurerm issue 6526, and the text in "Storage
 *       resource provider error codes".
 * </ul>
 */
final class AccountRules {
  private static final String ENCRYPTION = "encryption";
  private static final String INFRASTRUCTURE = "requireInfrastructureEncryption";

  /** The paths of the read-only properties. */
  private static final List<String> READ_ONLY =
      List.of(
          "properties.isHnsEnabled",
          "properties.isNfsV3Enabled",
          "properties." + ENCRYPTION + "." + INFRASTRUCTURE);

  private static final Set<String> UPGRADABLE = Set.of("Storage", "BlobStorage");

  private AccountRules() {}

  /** Refuses changes that Azure does not make. */
  static void check(ArmRequest request, ArmResource existing) {
    Map<String, Object> account = JsonMaps.map(existing.body());
    for (String path : READ_ONLY) {
      String wanted = BodyValues.text(request.body(), path);
      String found = BodyValues.text(account, path);
      if (!wanted.isEmpty() && !(wanted.equals("true") && found.equals("true"))) {
        throw readOnly(path.substring(path.lastIndexOf('.') + 1));
      }
    }
    kind(request.body(), account);
    replication(request.body(), account);
  }

  private static void kind(Map<String, Object> body, Map<String, Object> account) {
    String wanted = BodyValues.text(body, "kind");
    String found = BodyValues.text(account, "kind");
    boolean upgrade = wanted.equals("StorageV2") && UPGRADABLE.contains(found);
    if (!wanted.isEmpty() && !wanted.equals(found) && !upgrade) {
      throw readOnly("kind");
    }
  }

  private static void replication(Map<String, Object> body, Map<String, Object> account) {
    String wanted = BodyValues.text(body, "sku.name");
    String found = BodyValues.text(account, "sku.name");
    if (!wanted.isEmpty() && !found.isEmpty() && !family(wanted).equals(family(found))) {
      throw ApiError.of(
          400,
          "StorageAccountTypeConversionNotAllowed",
          "The storage account does not support SKU conversion from %s to %s."
              .formatted(found, wanted));
    }
  }

  /** Accounts can change their SKU only within a tier, and only with or only without zones. */
  private static String family(String sku) {
    String tier = sku.replaceFirst("_.*", "");
    return tier + (sku.endsWith("ZRS") ? " with zones" : " without zones");
  }

  private static ApiError readOnly(String property) {
    return ApiError.of(
        400,
        "AccountPropertyCannotBeUpdated",
        "The property '%s' was specified in the input, but it cannot be updated as it is read-only. For more information, see - https://aka.ms/storageaccountupdate"
            .formatted(property));
  }

  /** Returns the read-only values that the request does not contain, and that the account keeps. */
  static Map<String, Object> kept(Optional<ArmResource> existing) {
    Map<String, Object> properties = new LinkedHashMap<>();
    existing.ifPresent(
        account ->
            READ_ONLY.forEach(
                path ->
                    BodyValues.at(account, path)
                        .ifPresent(
                            value -> {
                              String name = path.substring(path.lastIndexOf('.') + 1);
                              properties.put(
                                  name.equals(INFRASTRUCTURE) ? ENCRYPTION : name,
                                  name.equals(INFRASTRUCTURE) ? Map.of(name, value) : value);
                            })));
    return properties.isEmpty() ? Map.of() : Map.of("properties", properties);
  }
}

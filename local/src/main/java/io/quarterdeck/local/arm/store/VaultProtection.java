package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of Key Vault for the protection of deleted vaults. Source: Microsoft Learn, "Azure Key
 * Vault soft-delete overview". Sources of the texts: Azure/azure-cli issues 29115 and 13006 (purge
 * protection, also for a new vault), and the comment in key_vault_resource.go of
 * hashicorp/terraform-provider-azurerm (retention).
 */
final class VaultProtection {
  private static final String PURGE_PROTECTION = "properties.enablePurgeProtection";
  private static final String SOFT_DELETE = "properties.enableSoftDelete";
  private static final String RETENTION = "properties.softDeleteRetentionInDays";

  private VaultProtection() {}

  /** Refuses changes that weaken the protection of a vault. */
  static void check(ArmRequest request, Optional<ArmResource> existing) {
    Map<String, Object> body = request.body();
    if (BodyValues.text(body, PURGE_PROTECTION).equals("false")) {
      throw refusal(
          "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.");
    }
    if (existing.isPresent() && BodyValues.text(body, SOFT_DELETE).equals("false")) {
      throw refusal(
          "The property \"enableSoftDelete\" can be set to false only for creating new vault. Enabling the 'soft delete' functionality for an existing vault is irreversible.");
    }
    Optional<Long> found =
        existing.flatMap(vault -> BodyValues.number(JsonMaps.map(vault.body()), RETENTION));
    Optional<Long> wanted = BodyValues.number(body, RETENTION);
    if (found.isPresent() && wanted.isPresent() && !found.equals(wanted)) {
      throw refusal(
          "The property \"softDeleteRetentionInDays\" has been set already and it can't be modified.");
    }
  }

  /** Returns the protection that a request without it does not change. */
  static Map<String, Object> kept(Optional<ArmResource> existing) {
    Map<String, Object> properties = new LinkedHashMap<>();
    existing.ifPresent(
        vault ->
            List.of(PURGE_PROTECTION, SOFT_DELETE, RETENTION)
                .forEach(
                    path ->
                        BodyValues.at(vault, path)
                            .ifPresent(
                                value ->
                                    properties.put(
                                        path.substring("properties.".length()), value))));
    return properties.isEmpty() ? Map.of() : Map.of("properties", properties);
  }

  private static ApiError refusal(String message) {
    return ApiError.of(400, "BadRequest", message);
  }
}

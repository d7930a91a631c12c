package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.http.ApiError;
import java.util.Locale;
import java.util.Optional;

/**
 * The rights that the operations on secrets need in a vault with the permission model of Azure
 * RBAC. The actions are those of "Azure permissions for Security" on Microsoft Learn.
 *
 * @param authorization the role assignments
 * @param vault the vault
 */
record SecretAccess(Authorization authorization, VaultResource vault) {
  /** List secrets, and read what is not their value. Deleted secrets are shown without value. */
  static final String METADATA = "readMetadata/action";

  static final String GET = "getSecret/action";
  static final String SET = "setSecret/action";
  static final String UPDATE = "update/action";
  static final String DELETE = "delete";
  static final String RECOVER = "recover/action";
  static final String PURGE = "purge/action";

  private static final String SECRETS = "Microsoft.KeyVault/vaults/secrets/";

  /**
   * Checks the right of a caller.
   *
   * @param name the secret; empty for an operation on all secrets
   * @throws ApiError {@code Forbidden} with the inner code {@code ForbiddenByRbac}
   */
  void require(EntraPrincipal caller, String action, Optional<String> name) {
    String resource = vault.id() + name.map(each -> "/secrets/" + each).orElse("");
    if (!authorization.allows(caller, AccessRequest.dataAction(SECRETS + action, resource))) {
      throw forbidden(caller, SECRETS + action, resource);
    }
  }

  /** The message is that of hashicorp/terraform-provider-azurerm issue 27817. */
  ApiError forbidden(EntraPrincipal caller, String action, String resource) {
    return ApiError.of(
            403,
            "Forbidden",
            String.join(
                "\r\n",
                "Caller is not authorized to perform action on resource.",
                "If role assignments, deny assignments or role definitions were changed recently,"
                    + " please observe propagation time.",
                "Caller: "
                    + name(caller)
                    + ";oid="
                    + caller.objectId()
                    + ";iss=https://sts.windows.net/"
                    + LocalTenant.ID
                    + "/",
                "Action: '" + action + "'",
                "Resource: '" + resource.toLowerCase(Locale.ROOT) + "'",
                "Assignment: (not found)",
                "DenyAssignmentId: null",
                "DecisionReason: null ",
                "Vault: " + vault.name() + ";location=" + vault.location(),
                ""))
        .because("ForbiddenByRbac");
  }

  /** A person signs in with an application, here the Azure CLI. */
  private static String name(EntraPrincipal caller) {
    return caller
        .clientId()
        .map(id -> "name=" + caller.name() + ";appid=" + id)
        .orElse("appid=" + LocalTenant.AZURE_CLI);
  }
}

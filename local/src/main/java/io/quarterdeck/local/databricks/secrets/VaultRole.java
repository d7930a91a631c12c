package io.quarterdeck.local.databricks.secrets;

import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.entra.EntraPrincipal;
import java.util.List;

/**
 * Checks the role that a caller needs on a vault to create a scope for it: Key Vault Contributor,
 * Contributor or Owner, which have the first action, or Key Vault Administrator, which has the data
 * actions ("Secret scopes", Databricks).
 *
 * @param azure decides by the role assignments of the subscription
 */
public record VaultRole(Authorization azure) {
  private static final String CHANGE_ACCESS = "Microsoft.KeyVault/vaults/accessPolicies/write";

  private static final List<String> ADMINISTER =
      List.of(
          "Microsoft.KeyVault/vaults/secrets/setSecret/action",
          "Microsoft.KeyVault/vaults/keys/create/action",
          "Microsoft.KeyVault/vaults/certificates/create/action");

  /** Throws an error if the caller has none of the roles; the text is that of azure-docs #65655. */
  void require(EntraPrincipal caller, ScopeVault vault) {
    String id = vault.resourceId();
    boolean administers =
        ADMINISTER.stream()
            .allMatch(each -> azure.allows(caller, AccessRequest.dataAction(each, id)));
    if (!administers && !azure.allows(caller, AccessRequest.action(CHANGE_ACCESS, id))) {
      throw DatabricksErrors.denied(
          ("Unable to grant read/list permission to Databricks service principal to KeyVault '%s':"
                  + " Status code 403, {\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"The"
                  + " client '%s' with object id '%s' does not have authorization to perform action"
                  + " '%s' over scope '%s' or the scope is invalid.\"}}")
              .formatted(vault.dnsName(), caller.name(), caller.objectId(), CHANGE_ACCESS, id));
    }
  }
}

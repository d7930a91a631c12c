package io.quarterdeck.local.authorization;

import java.util.Map;

/**
 * One operation on one resource, as Azure checks it against role assignments.
 *
 * @param kind whether the operation belongs to the control plane or to the data plane
 * @param action the operation, for example {@code Microsoft.KeyVault/vaults/write} or {@code
 *     Microsoft.KeyVault/vaults/secrets/getSecret/action}
 * @param scope the resource id that the operation applies to
 * @param attributes the attributes that conditions read, by their reference in a condition, for
 *     example {@code @Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]}; empty if
 *     there are none
 */
public record AccessRequest(
    Kind kind, String action, String scope, Map<String, String> attributes) {
  /** The list of a role definition that the operation must be in. */
  public enum Kind {
    /** {@code actions}: Resource Manager. */
    ACTION,
    /** {@code dataActions}: Key Vault, Blob Storage. */
    DATA_ACTION
  }

  public AccessRequest {
    attributes = Map.copyOf(attributes);
  }

  /** Returns an operation of the control plane without attributes. */
  public static AccessRequest action(String action, String scope) {
    return new AccessRequest(Kind.ACTION, action, scope, Map.of());
  }

  /** Returns an operation of the data plane without attributes. */
  public static AccessRequest dataAction(String action, String scope) {
    return new AccessRequest(Kind.DATA_ACTION, action, scope, Map.of());
  }

  /** Returns this operation with these attributes. */
  public AccessRequest with(Map<String, String> all) {
    return new AccessRequest(kind, action, scope, all);
  }
}

package io.quarterdeck.infra.foundation.identity;

import com.pulumi.azurenative.authorization.enums.PrincipalType;
import com.pulumi.core.Output;

/**
 * A principal that gets roles.
 *
 * @param id the object id in Entra
 */
public record Principal(Output<String> id, PrincipalType type) {
  /** Returns a managed identity or an application, by its object id. */
  public static Principal service(Output<String> objectId) {
    return new Principal(objectId, PrincipalType.ServicePrincipal);
  }

  public static Principal service(Identities.Identity identity) {
    return service(identity.principalId());
  }
}

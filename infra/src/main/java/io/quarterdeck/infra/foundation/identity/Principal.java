package io.quarterdeck.infra.foundation.identity;

import com.pulumi.azurenative.authorization.enums.PrincipalType;
import com.pulumi.core.Output;
import io.quarterdeck.infra.settings.IdentitySettings;

/**
 * A principal that gets roles.
 *
 * @param id the object id in Entra
 */
public record Principal(Output<String> id, PrincipalType type) {
  /** Returns a group of Entra. */
  public static Principal group(IdentitySettings.Group group) {
    return new Principal(Output.of(group.objectId()), PrincipalType.Group);
  }

  /** Returns a managed identity or an application, by its object id. */
  public static Principal service(Output<String> objectId) {
    return new Principal(objectId, PrincipalType.ServicePrincipal);
  }

  public static Principal service(Identities.Identity identity) {
    return service(identity.principalId());
  }
}

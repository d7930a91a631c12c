package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.core.Output;
import io.quarterdeck.contract.PostgresAdministrator;

/**
 * An administrator of the server who signs in with Microsoft Entra ID.
 *
 * @param key the last part of the Pulumi resource's name
 * @param objectId the principal's object id in Entra
 * @param principalName the name of the principal's role in PostgreSQL
 * @param type the type of the principal
 */
record Administrator(
    String key,
    Output<String> objectId,
    Output<String> principalName,
    PostgresAdministrator.Type type) {
  /**
   * Returns the type in the API of flexible servers. The enumeration {@code PrincipalType} of the
   * SDK has the values of another API (serverGroupsv2/roles).
   */
  String azureType() {
    return switch (type) {
      case USER -> "User";
      case GROUP -> "Group";
      case SERVICE -> "ServicePrincipal";
    };
  }

  /** Returns the administrator for the output of the stack. */
  Output<PostgresAdministrator> described() {
    return Output.tuple(objectId, principalName)
        .applyValue(known -> new PostgresAdministrator(type, known.t1, known.t2));
  }
}

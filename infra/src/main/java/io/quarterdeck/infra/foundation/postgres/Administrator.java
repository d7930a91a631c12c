package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.core.Output;

/**
 * An administrator of the server who signs in with Microsoft Entra ID.
 *
 * @param key the last part of the Pulumi resource's name
 * @param objectId the principal's object id in Entra
 * @param principalName the name of the principal's role in PostgreSQL
 * @param type the type of the principal, as in the API of flexible servers. The enumeration {@code
 *     PrincipalType} of the SDK has the values of another API (serverGroupsv2/roles)
 */
record Administrator(
    String key, Output<String> objectId, Output<String> principalName, String type) {
  static final String GROUP = "Group";
  static final String SERVICE_PRINCIPAL = "ServicePrincipal";
}

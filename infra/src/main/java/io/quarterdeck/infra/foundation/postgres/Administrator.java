package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.enums.PrincipalType;
import com.pulumi.core.Output;

/**
 * An administrator of the server who signs in with Microsoft Entra ID.
 *
 * @param key the last part of the Pulumi resource's name
 * @param objectId the principal's object id in Entra
 * @param principalName the name of the principal's role in PostgreSQL
 */
record Administrator(
    String key, Output<String> objectId, Output<String> principalName, PrincipalType type) {}

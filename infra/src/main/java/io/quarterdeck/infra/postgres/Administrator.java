package io.quarterdeck.infra.postgres;

import com.pulumi.azurenative.dbforpostgresql.enums.PrincipalType;
import com.pulumi.core.Output;

/**
 * Who administers the server with tokens of Microsoft Entra ID.
 *
 * @param key what the program calls it, for the resource's name
 * @param objectId the principal's object id in Entra
 * @param principalName the role that it becomes in PostgreSQL
 */
public record Administrator(
    String key, Output<String> objectId, Output<String> principalName, PrincipalType type) {}

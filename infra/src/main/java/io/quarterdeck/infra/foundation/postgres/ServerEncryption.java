package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.ServerArgs;
import com.pulumi.azurenative.dbforpostgresql.enums.DataEncryptionType;
import com.pulumi.azurenative.dbforpostgresql.enums.IdentityType;
import com.pulumi.azurenative.dbforpostgresql.inputs.DataEncryptionArgs;
import com.pulumi.azurenative.dbforpostgresql.inputs.UserAssignedIdentityArgs;
import com.pulumi.azurenative.dbforpostgresql.inputs.UserIdentityArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.encryption.EncryptionKeys;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server's customer-managed keys. The kind of key is fixed when Azure creates the server.
 * Geo-redundant backups have a separate key and identity in the paired region. Source: Microsoft
 * Learn, "Data encryption at rest in Azure Database for PostgreSQL flexible server".
 */
final class ServerEncryption {
  private ServerEncryption() {}

  /** Adds the keys and their identities to the inputs of the server. */
  static void add(ServerArgs.Builder server, EncryptionKeys keys) {
    IdentityKey primary = keys.postgres();
    // Without a version in the URI, the server uses the newest one.
    DataEncryptionArgs.Builder encryption =
        DataEncryptionArgs.builder()
            .type(DataEncryptionType.AzureKeyVault)
            .primaryKeyURI(primary.key().uri())
            .primaryUserAssignedIdentityId(primary.identityId());
    keys.postgresBackup()
        .ifPresent(
            backup ->
                encryption
                    .geoBackupKeyURI(backup.key().uri())
                    .geoBackupUserAssignedIdentityId(backup.identityId()));
    server
        .dataEncryption(encryption.build())
        .identity(
            UserAssignedIdentityArgs.builder()
                .type(IdentityType.UserAssigned)
                .userAssignedIdentities(
                    Output.all(all(keys).map(IdentityKey::identityId).toList())
                        .applyValue(ServerEncryption::assigned))
                .build());
  }

  /** Returns the resources that must exist before the server. */
  static List<Resource> before(EncryptionKeys keys) {
    return all(keys).map(key -> key.key().granted()).toList();
  }

  private static Stream<IdentityKey> all(EncryptionKeys keys) {
    return Stream.concat(Stream.of(keys.postgres()), keys.postgresBackup().stream());
  }

  private static Map<String, UserIdentityArgs> assigned(List<String> ids) {
    return ids.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                id -> UserIdentityArgs.builder().build(),
                (one, same) -> one,
                TreeMap::new));
  }
}

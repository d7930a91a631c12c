package io.quarterdeck.infra.foundation.encryption;

import com.pulumi.azurenative.keyvault.v20260201.Key;
import com.pulumi.azurenative.keyvault.v20260201.KeyArgs;
import com.pulumi.azurenative.keyvault.v20260201.enums.JsonWebKeyType;
import com.pulumi.azurenative.keyvault.v20260201.enums.KeyRotationPolicyActionType;
import com.pulumi.azurenative.keyvault.v20260201.inputs.ActionArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.KeyAttributesArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.KeyPropertiesArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.KeyRotationPolicyAttributesArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.LifetimeActionArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.RotationPolicyArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.TriggerArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.identity.Identities.Identity;
import io.quarterdeck.infra.foundation.identity.Principal;
import io.quarterdeck.infra.foundation.identity.Role;
import io.quarterdeck.infra.foundation.identity.RoleGrants;
import io.quarterdeck.infra.foundation.vault.BackupVault;
import io.quarterdeck.infra.foundation.vault.Vault;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * The customer-managed keys: one for each service, so that the loss of one key affects only one
 * service. They are in hardware security modules, and Key Vault creates a new version of each key
 * once a year. Pulumi creates the keys through Resource Manager, so network access to the vault is
 * not required. The lock of the vault also protects its keys.
 */
public final class EncryptionKeys extends ComponentResource {
  /**
   * The size of the keys of the foundation in bits. Its services accept 2,048, 3,072 and 4,096.
   * Sources: Microsoft Learn, "Customer-managed keys for Azure Storage encryption", "Data
   * encryption at rest in Azure Database for PostgreSQL", and "Server-side encryption of Azure Disk
   * Storage".
   */
  private static final int BITS = 3072;

  /** When Key Vault creates a new version of a key, and when the old version expires. */
  private static final String ROTATED_AFTER = "P1Y";

  private static final int YEARS_TO_EXPIRY = 2;

  /**
   * Arguments of the component.
   *
   * @param backupVault the vault in the paired region, if backups of PostgreSQL are geo-redundant
   * @param databricksPrincipalId the object id of the application AzureDatabricks in the tenant
   * @param created the month in which the keys are created
   */
  public record Args(
      ResourceContext context,
      Vault.Outputs vault,
      Optional<BackupVault> backupVault,
      String databricksPrincipalId,
      YearMonth created,
      DataProtection protection) {}

  private final Args args;
  private final Identity identity;
  private final IdentityKey storage;
  private final IdentityKey postgres;
  private final Optional<IdentityKey> postgresBackup;
  private final CustomerKey databricks;

  public EncryptionKeys(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:encryption:EncryptionKeys", name, options);
    this.args = args;
    identity = Identity.create("encryption", args.context(), args.context().location(), this);
    storage = identityKey("storage", args.vault(), identity, BITS);
    postgres = identityKey("postgres", args.vault(), identity, BITS);
    postgresBackup = args.backupVault().map(this::backup);
    databricks =
        key(
            "databricks",
            args.vault(),
            Principal.service(Output.of(args.databricksPrincipalId())),
            BITS);
    registerOutputs(Map.of());
  }

  /**
   * Creates the key of a service that only one system has.
   *
   * @param service the name of the key, unique within the platform
   * @param bits the size of the key
   */
  public IdentityKey create(String service, int bits) {
    return identityKey(service, args.vault(), identity, bits);
  }

  /**
   * Creates the key of a service that uses it with an identity of its own. The caller grants the
   * right, because the identity exists only when the service does.
   *
   * @param service the name of the key, unique within the platform
   * @param bits the size of the key
   */
  public OwnKey createUngranted(String service, int bits) {
    Key key = keyOf(service, args.vault(), bits);
    return new OwnKey(key.id(), key.keyUri());
  }

  /** Returns the key of the storage accounts. */
  public IdentityKey storage() {
    return storage;
  }

  /** Returns the key of the PostgreSQL server. */
  public IdentityKey postgres() {
    return postgres;
  }

  /** Returns the key of the server's backups in the paired region, if there are any. */
  public Optional<IdentityKey> postgresBackup() {
    return postgresBackup;
  }

  /** Returns the key of the Databricks workspace. The application AzureDatabricks may use it. */
  public CustomerKey databricks() {
    return databricks;
  }

  /** PostgreSQL does not accept one identity for both keys. */
  private IdentityKey backup(BackupVault vault) {
    return identityKey(
        "postgres-backup",
        vault.outputs(),
        Identity.create("encryption-backup", args.context(), vault.location(), this),
        BITS);
  }

  private IdentityKey identityKey(
      String service, Vault.Outputs vault, Identity identity, int bits) {
    return new IdentityKey(key(service, vault, Principal.service(identity), bits), identity.id());
  }

  private CustomerKey key(String service, Vault.Outputs vault, Principal user, int bits) {
    Key key = keyOf(service, vault, bits);
    Resource granted =
        new RoleGrants(args.context(), this)
            .grant(service + "-uses-key", user, Role.VAULT_CRYPTO_SERVICE_USER, key.id());
    return new CustomerKey(
        key.id(),
        vault.uri(),
        key.name(),
        key.keyUri(),
        key.keyUriWithVersion().applyValue(uri -> uri.substring(uri.lastIndexOf('/') + 1)),
        granted);
  }

  private Key keyOf(String service, Vault.Outputs vault, int bits) {
    return new Key(
        "key-" + service,
        KeyArgs.builder()
            .keyName(service)
            .vaultName(vault.name())
            .resourceGroupName(args.context().resourceGroup())
            .properties(
                KeyPropertiesArgs.builder()
                    .kty(JsonWebKeyType.RSAHSM)
                    .keySize(bits)
                    .attributes(KeyAttributesArgs.builder().expires(firstExpiry()).build())
                    .rotationPolicy(rotation())
                    .build())
            .tags(args.context().tags())
            .build(),
        options(vault));
  }

  /** Resource Manager cannot delete a key; a key is deleted together with its vault. */
  private CustomResourceOptions options(Vault.Outputs vault) {
    return CustomResourceOptions.merge(
        args.protection().options(StatefulResource.VAULT_KEY, this),
        CustomResourceOptions.builder()
            .provider(vault.provider())
            .retainOnDelete(true)
            // Resource Manager changes no version that exists, and a refresh reads the newest one.
            .ignoreChanges("properties.attributes")
            .build(),
        null);
  }

  /**
   * Returns when the first version of a key expires, in seconds since 1970. The rotation policy
   * "doesn't affect a current key" (Microsoft Learn, "Configure cryptographic key auto-rotation in
   * Azure Key Vault"), so it sets the date of later versions only. The date is the first day of a
   * month: a plan and its update, which may run on different days, then have the same date.
   */
  private double firstExpiry() {
    return args.created()
        .plusYears(YEARS_TO_EXPIRY)
        .plusMonths(1)
        .atDay(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toEpochSecond();
  }

  private static RotationPolicyArgs rotation() {
    return RotationPolicyArgs.builder()
        .attributes(
            KeyRotationPolicyAttributesArgs.builder()
                .expiryTime("P" + YEARS_TO_EXPIRY + "Y")
                .build())
        .lifetimeActions(
            LifetimeActionArgs.builder()
                .action(ActionArgs.builder().type(KeyRotationPolicyActionType.Rotate).build())
                .trigger(TriggerArgs.builder().timeAfterCreate(ROTATED_AFTER).build())
                .build())
        .build();
  }
}

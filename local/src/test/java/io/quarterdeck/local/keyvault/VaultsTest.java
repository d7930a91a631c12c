package io.quarterdeck.local.keyvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.http.ApiError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final VaultResource VAULT = vault("g", false);

  @TempDir private Path folder;
  private Vaults vaults;

  @BeforeEach
  void open() throws Exception {
    vaults = at(NOW);
    vaults.put(VAULT);
  }

  @Test
  void aVaultIsFoundInAnyCase() {
    assertThat(vaults.find(VAULT.id().toUpperCase(Locale.ROOT))).contains(VAULT);
    assertThat(vaults.list()).containsExactly(VAULT);
  }

  @Test
  void aNameInUseIsRefusedInAnotherGroup() {
    refuses(
        () -> vaults.put(vault("other", false)),
        409,
        "VaultAlreadyExists",
        "The vault name 'kv-local' is already in use. Vault names are globally unique so it is possible that the name is already taken.");
  }

  @Test
  void nameOfASoftDeletedVaultIsReservedUntilItIsPurged() {
    vaults.delete(VAULT.id());
    assertThat(vaults.find(VAULT.id())).isEmpty();
    assertThat(vaults.deleted()).containsExactly(VAULT);
    refuses(
        () -> vaults.put(VAULT),
        409,
        "ConflictError",
        "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.");
    vaults.purge(VAULT.id());
    vaults.put(VAULT);
    assertThat(vaults.secretNames(VAULT.id())).isEmpty();
  }

  @Test
  void aRecoveredVaultHasItsSecrets() {
    vaults.setSecret(VAULT.id(), "name", "value", SecretProperties.plain());
    vaults.delete(VAULT.id());
    vaults.recover(VAULT.id());
    assertThat(vaults.secretValue(VAULT.id(), "name")).contains("value");
    refuses(
        () -> vaults.recover(VAULT.id()),
        404,
        "DeletedVaultNotFound",
        "The specified deleted vault 'kv-local' does not exist.");
  }

  @Test
  void purgeProtectionCannotBeDisabled() {
    vaults.put(vault("g", true));
    refuses(
        () -> vaults.put(VAULT),
        400,
        "BadRequest",
        "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.");
    vaults.delete(VAULT.id());
    refuses(
        () -> vaults.purge(VAULT.id()),
        405,
        "MethodNotAllowed",
        "Operation 'DeletedVaultPurge' is not allowed.");
  }

  @Test
  void softDeletedSecretIsPurgedAtItsScheduledDate() throws Exception {
    vaults.setSecret(VAULT.id(), "name", "value", SecretProperties.plain());
    vaults.deleteSecret(VAULT.id(), "name");
    Vaults later = at(NOW.plus(Duration.ofDays(7)));
    refuses(
        () -> later.recoverSecret(VAULT.id(), "name"),
        404,
        "SecretNotFound",
        "Deleted Secret not found: name");
    vaults.delete(VAULT.id());
    assertThat(at(NOW.plus(Duration.ofDays(7))).deleted()).isEmpty();
    assertThat(at(NOW.plus(Duration.ofDays(7)).minusSeconds(1)).list()).isEmpty();
  }

  @Test
  void repeatedSecretCreatesNoVersion() throws Exception {
    vaults.setSecret(VAULT.id(), "name", "value", SecretProperties.plain());
    Vaults later = at(NOW.plusSeconds(60));
    later.setSecret(VAULT.id(), "name", "value", SecretProperties.plain());
    assertThat(later.secretNames(VAULT.id())).containsEntry("name", NOW);
    later.setSecret(VAULT.id(), "name", "other", SecretProperties.plain());
    assertThat(later.secretNames(VAULT.id())).containsEntry("name", NOW.plusSeconds(60));
  }

  @Test
  void aSecretNeedsItsVault() {
    refuses(
        () -> vaults.setSecret(VAULT.id() + "x", "name", "value", SecretProperties.plain()),
        404,
        "ResourceNotFound",
        "The Resource 'Microsoft.KeyVault/vaults/kv-localx' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
  }

  @Test
  void invalidNameIsRefused() {
    VaultResource wrong = new VaultResource(VAULT.id() + "--x", "westeurope", 7, false);
    assertThatThrownBy(() -> vaults.put(wrong))
        .isInstanceOf(ApiError.class)
        .hasMessageStartingWith("The vault name 'kv-local--x' is invalid.");
  }

  @Test
  void onlyTheUserReadsTheFiles() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aBrokenFileIsNamed() throws Exception {
    Files.writeString(file(), "{}");
    assertThatThrownBy(() -> at(NOW))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot read the local stack's vault in " + file() + ": ")
        .hasMessageEndingWith(
            "; expected the JSON of a vault. Run ./quarterdeck local reset, which deletes"
                + " the local stack's data, or restore the file.");
  }

  private Path file() {
    return folder.resolve("kv-local.json");
  }

  private Vaults at(Instant now) throws Exception {
    return Vaults.open(folder, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static VaultResource vault(String group, boolean purgeProtection) {
    return new VaultResource(
        "/subscriptions/s/resourceGroups/"
            + group
            + "/providers/Microsoft.KeyVault/vaults/kv-local",
        "westeurope",
        7,
        purgeProtection);
  }

  private static void refuses(ThrowingCallable call, int status, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApiError.class,
            error -> {
              assertThat(error.status()).isEqualTo(status);
              assertThat(error.code()).isEqualTo(code);
            })
        .hasMessage(message);
  }
}

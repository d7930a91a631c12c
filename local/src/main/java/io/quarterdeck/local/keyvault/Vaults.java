package io.quarterdeck.local.keyvault;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The key vaults of the local stack and their secrets, as the management plane manages them. Each
 * vault is a private file; changes are on disk before a method returns. Refusals are {@link
 * ApiError}s with the codes and messages of Microsoft.KeyVault. Vaults are identified by name; as
 * in Azure, names are unique and case-insensitive. Thread-safe; only one process at a time may use
 * a folder.
 */
public final class Vaults {
  private final VaultFolder folder;
  private final Clock clock;

  private Vaults(VaultFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Opens the vaults in a folder. Creates the folder if necessary.
   *
   * @throws IOException if the folder cannot be created or read
   * @throws Failure if a file in the folder is not a vault
   */
  public static Vaults open(Path folder) throws IOException {
    return open(folder, Clock.systemUTC());
  }

  static Vaults open(Path folder, Clock clock) throws IOException {
    return new Vaults(VaultFolder.open(folder), clock);
  }

  /**
   * Creates a vault or updates the vault with the same id, like PUT.
   *
   * @throws ApiError {@code VaultAlreadyExists}, {@code ConflictError} for a soft-deleted vault,
   *     {@code VaultNameNotValid} or {@code BadRequest}
   */
  public synchronized void put(VaultResource vault) {
    VaultChecks.check(vault);
    Optional<VaultFile> before = folder.named(vault.id(), now());
    if (before.isPresent()) {
      VaultChecks.checkChange(before.get().state(), vault);
      before.get().replace(before.get().state().with(vault));
      return;
    }
    folder.add(vault);
  }

  /** Returns the vault with this resource id, unless it is deleted. Ids are case-insensitive. */
  public synchronized Optional<VaultResource> find(String id) {
    return live(id).map(file -> file.state().vault());
  }

  /** Returns the vaults that are not deleted, ordered by name. */
  public synchronized List<VaultResource> list() {
    return states().filter(state -> !state.isDeleted()).map(VaultState::vault).toList();
  }

  /** Returns the vaults that can be recovered, ordered by name. */
  public synchronized List<VaultResource> deleted() {
    return states().filter(VaultState::isDeleted).map(VaultState::vault).toList();
  }

  /**
   * Soft-deletes a vault with its secrets.
   *
   * @throws ApiError {@code ResourceNotFound}
   */
  public synchronized void delete(String id) {
    VaultFile file = required(id);
    Deletion deletion = Deletion.at(now(), file.state().vault());
    file.replace(file.state().with(Optional.of(deletion)));
  }

  /**
   * Recovers a deleted vault with its secrets.
   *
   * @throws ApiError {@code DeletedVaultNotFound}
   */
  public synchronized void recover(String id) {
    VaultFile file = softDeleted(id);
    file.replace(file.state().with(Optional.<Deletion>empty()));
  }

  /**
   * Purges a deleted vault, so that its name can be reused.
   *
   * @throws ApiError {@code DeletedVaultNotFound}, or {@code MethodNotAllowed} under purge
   *     protection
   */
  public synchronized void purge(String id) {
    VaultFile file = softDeleted(id);
    if (file.state().vault().purgeProtection()) {
      throw VaultChecks.purgeNotAllowed();
    }
    folder.remove(file);
  }

  /**
   * Removes a deleted vault with its secrets, as Azure does at its scheduled purge date.
   *
   * @throws ApiError {@code DeletedVaultNotFound}
   */
  public synchronized void forget(String id) {
    folder.remove(softDeleted(id));
  }

  /**
   * Sets a secret: a PUT of {@code Microsoft.KeyVault/vaults/secrets}. Does nothing if the latest
   * version has the same value and properties, so that a repeated request creates no version.
   *
   * @throws ApiError {@code ResourceNotFound} if the vault does not exist, {@code Conflict} for a
   *     soft-deleted secret, {@code BadParameter} for an invalid name
   */
  public synchronized void setSecret(
      String vaultId, String name, String value, SecretProperties properties) {
    Secrets secrets = new Secrets(required(vaultId), clock);
    boolean same =
        secrets.live().stream()
            .filter(secret -> secret.name().equalsIgnoreCase(name))
            .map(Secret::latest)
            .anyMatch(
                latest -> latest.value().equals(value) && latest.properties().equals(properties));
    if (!same) {
      secrets.set(name, value, properties);
    }
  }

  /**
   * Soft-deletes a secret.
   *
   * @throws ApiError {@code ResourceNotFound} if the vault does not exist, {@code SecretNotFound}
   *     if the secret does not exist
   */
  public synchronized void deleteSecret(String vaultId, String name) {
    new Secrets(required(vaultId), clock).delete(name);
  }

  /**
   * Recovers a deleted secret with all its versions.
   *
   * @throws ApiError {@code ResourceNotFound} if the vault does not exist, {@code SecretNotFound}
   *     if the deleted secret does not exist
   */
  public synchronized void recoverSecret(String vaultId, String name) {
    new Secrets(required(vaultId), clock).recover(name);
  }

  /**
   * Returns the names of the secrets, with the time of their last change.
   *
   * @throws ApiError {@code ResourceNotFound} if the vault does not exist
   */
  public synchronized SortedMap<String, Instant> secretNames(String vaultId) {
    SortedMap<String, Instant> names = new TreeMap<>();
    new Secrets(required(vaultId), clock)
        .live()
        .forEach(secret -> names.put(secret.name(), secret.latest().updated()));
    return names;
  }

  /**
   * Returns the latest value of a secret that exists and is enabled.
   *
   * @throws ApiError {@code ResourceNotFound} if the vault does not exist
   */
  public synchronized Optional<String> secretValue(String vaultId, String name) {
    return new Secrets(required(vaultId), clock)
        .live().stream()
            .filter(secret -> secret.name().equalsIgnoreCase(name))
            .map(Secret::latest)
            .filter(latest -> latest.properties().enabled())
            .map(SecretVersion::value)
            .findFirst();
  }

  /** Uses the secrets of the only vault that is not deleted, exclusively. */
  synchronized <T> T inTheOneVault(Function<Secrets, T> use) {
    List<VaultResource> live = list();
    if (live.size() != 1) {
      throw VaultChecks.notOne(live);
    }
    return use.apply(new Secrets(required(live.get(0).id()), clock));
  }

  private Stream<VaultState> states() {
    return folder.list(now()).stream().map(VaultFile::state);
  }

  private Optional<VaultFile> live(String id) {
    return folder
        .named(id, now())
        .filter(file -> !file.state().isDeleted())
        .filter(file -> file.state().vault().id().equalsIgnoreCase(id));
  }

  private VaultFile required(String id) {
    return live(id).orElseThrow(() -> VaultChecks.notFound(id));
  }

  private VaultFile softDeleted(String id) {
    return folder
        .named(id, now())
        .filter(file -> file.state().isDeleted())
        .filter(file -> file.state().vault().id().equalsIgnoreCase(id))
        .orElseThrow(() -> VaultChecks.deletedNotFound(id));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}

package io.quarterdeck.local.vault;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.local.standin.http.AzureError;
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
 * The key vaults of the local stack and their secrets, as the management plane sees them: each is a
 * private file, on disk before a method returns. Refusals are {@link AzureError}s with the codes
 * and messages of Microsoft.KeyVault. Vaults are told apart by their names, which are unique
 * without regard to case, as in all of Azure. Thread-safe; one process at a time uses a folder.
 */
public final class Vaults {
  private final VaultFolder folder;
  private final Clock clock;

  private Vaults(VaultFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * The vaults in a folder, which is made if it is not there.
   *
   * @throws IOException when it cannot be made or read
   * @throws Failure when a file in it is no vault
   */
  public static Vaults open(Path folder) throws IOException {
    return open(folder, Clock.systemUTC());
  }

  static Vaults open(Path folder, Clock clock) throws IOException {
    return new Vaults(VaultFolder.open(folder), clock);
  }

  /**
   * Creates a vault, or changes the one of the same id: a PUT.
   *
   * @throws AzureError {@code VaultAlreadyExists}, {@code ConflictError} for a soft-deleted one,
   *     {@code VaultNameNotValid} or {@code BadRequest}
   */
  public synchronized void put(Vault vault) {
    VaultRules.check(vault);
    Optional<VaultFile> before = folder.named(vault.id(), now());
    if (before.isPresent()) {
      VaultRules.checkChange(before.get().state(), vault);
      before.get().replace(before.get().state().with(vault));
      return;
    }
    folder.add(vault);
  }

  /** The vault of this resource id that is not deleted; case does not matter. */
  public synchronized Optional<Vault> find(String id) {
    return live(id).map(file -> file.state().vault());
  }

  /** The vaults that are not deleted, by name. */
  public synchronized List<Vault> list() {
    return states().filter(state -> !state.isDeleted()).map(VaultState::vault).toList();
  }

  /** The vaults that can be recovered, by name. */
  public synchronized List<Vault> deleted() {
    return states().filter(VaultState::isDeleted).map(VaultState::vault).toList();
  }

  /**
   * Deletes a vault softly, its secrets with it.
   *
   * @throws AzureError {@code ResourceNotFound}
   */
  public synchronized void delete(String id) {
    VaultFile file = required(id);
    Deletion deletion = Deletion.at(now(), file.state().vault());
    file.replace(file.state().with(Optional.of(deletion)));
  }

  /**
   * Brings a deleted vault back, with the secrets it had.
   *
   * @throws AzureError {@code DeletedVaultNotFound}
   */
  public synchronized void recover(String id) {
    VaultFile file = softDeleted(id);
    file.replace(file.state().with(Optional.<Deletion>empty()));
  }

  /**
   * Ends a deleted vault for good, and frees its name.
   *
   * @throws AzureError {@code DeletedVaultNotFound}, or {@code MethodNotAllowed} under purge
   *     protection
   */
  public synchronized void purge(String id) {
    VaultFile file = softDeleted(id);
    if (file.state().vault().purgeProtection()) {
      throw VaultRules.purgeNotAllowed();
    }
    folder.remove(file);
  }

  /**
   * Sets a secret: a PUT of {@code Microsoft.KeyVault/vaults/secrets}. Nothing changes when its
   * latest version is the same already, so that a repeated request makes no versions.
   *
   * @throws AzureError {@code ResourceNotFound} without the vault, {@code Conflict} for a
   *     soft-deleted secret, {@code BadParameter} for a name that is none
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
   * Deletes a secret softly.
   *
   * @throws AzureError {@code ResourceNotFound} without the vault, {@code SecretNotFound} without
   *     the secret
   */
  public synchronized void deleteSecret(String vaultId, String name) {
    new Secrets(required(vaultId), clock).delete(name);
  }

  /**
   * Brings a deleted secret back with all its versions.
   *
   * @throws AzureError {@code ResourceNotFound} without the vault, {@code SecretNotFound} without
   *     the deleted secret
   */
  public synchronized void recoverSecret(String vaultId, String name) {
    new Secrets(required(vaultId), clock).recover(name);
  }

  /**
   * The secrets' names, with the time of their last change.
   *
   * @throws AzureError {@code ResourceNotFound} without the vault
   */
  public synchronized SortedMap<String, Instant> secretNames(String vaultId) {
    SortedMap<String, Instant> names = new TreeMap<>();
    new Secrets(required(vaultId), clock)
        .live()
        .forEach(secret -> names.put(secret.name(), secret.latest().updated()));
    return names;
  }

  /**
   * The latest value of a secret that is there and enabled.
   *
   * @throws AzureError {@code ResourceNotFound} without the vault
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

  /** Uses the secrets of the one vault that is not deleted, while nobody else does. */
  synchronized <T> T inTheOneVault(Function<Secrets, T> use) {
    List<Vault> live = list();
    if (live.size() != 1) {
      throw VaultRules.notOne(live);
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
    return live(id).orElseThrow(() -> VaultRules.notFound(id));
  }

  private VaultFile softDeleted(String id) {
    return folder
        .named(id, now())
        .filter(file -> file.state().isDeleted())
        .filter(file -> file.state().vault().id().equalsIgnoreCase(id))
        .orElseThrow(() -> VaultRules.deletedNotFound(id));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}

package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.http.ApiError;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The secrets of one vault, with Key Vault's rules and errors. Not thread-safe. */
final class Secrets {
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");

  private final VaultFile file;
  private final Clock clock;

  Secrets(VaultFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  VaultResource vault() {
    return file.state().vault();
  }

  List<Secret> live() {
    return state().secrets().values().stream().filter(secret -> !secret.isDeleted()).toList();
  }

  List<Secret> deleted() {
    return state().secrets().values().stream().filter(Secret::isDeleted).toList();
  }

  /** Returns the secret, which must not be deleted. */
  Secret live(String name) {
    return find(name)
        .filter(secret -> !secret.isDeleted())
        .orElseThrow(() -> KeyVaultErrors.secretNotFound(name));
  }

  /** Returns this version of the secret, or its latest version. */
  static SecretVersion version(Secret secret, Optional<String> id) {
    return id.map(
            each ->
                secret
                    .version(each)
                    .orElseThrow(() -> KeyVaultErrors.secretNotFound(secret.name() + "/" + each)))
        .orElseGet(secret::latest);
  }

  /** Returns the secret, which must be soft-deleted. */
  Secret deleted(String name) {
    return find(name)
        .filter(Secret::isDeleted)
        .orElseThrow(() -> KeyVaultErrors.deletedSecretNotFound(name));
  }

  /** Adds a version. */
  Secret set(String name, String value, SecretProperties properties) {
    Optional<Secret> before = find(name);
    if (before.filter(Secret::isDeleted).isPresent()) {
      throw KeyVaultErrors.deletedButRecoverable(name);
    }
    SecretVersion version =
        new SecretVersion(
            UUID.randomUUID().toString().replace("-", ""), value, properties, now(), now());
    return save(
        before
            .map(secret -> secret.with(version))
            .orElseGet(() -> new Secret(name, List.of(version), Optional.empty())));
  }

  /** Changes the properties of a version, or of the latest version, even if it is disabled. */
  SecretVersion update(String name, Optional<String> id, SecretRequest.Change change) {
    Secret secret = live(name);
    SecretVersion before = version(secret, id);
    SecretVersion after = before.with(change.applied(before.properties()), now());
    save(secret.with(after));
    return after;
  }

  /** Soft-deletes the secret. */
  Secret delete(String name) {
    return save(live(name).with(Optional.of(Deletion.at(now(), vault()))));
  }

  Secret recover(String name) {
    return save(deleted(name).with(Optional.empty()));
  }

  void purge(String name) {
    Secret secret = deleted(name);
    if (vault().purgeProtection()) {
      throw KeyVaultErrors.purgeProtected(vault());
    }
    file.replace(state().without(secret.name()));
  }

  private Optional<Secret> find(String name) {
    if (!NAME.matcher(name).matches()) {
      throw ApiError.of(400, "BadParameter", "The request URI contains an invalid name: " + name);
    }
    return Optional.ofNullable(state().secrets().get(name));
  }

  private VaultState state() {
    return file.state().at(now());
  }

  private Secret save(Secret secret) {
    file.replace(state().with(secret));
    return secret;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}

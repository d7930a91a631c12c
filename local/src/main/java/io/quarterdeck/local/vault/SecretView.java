package io.quarterdeck.local.vault;

import com.google.gson.JsonObject;
import java.net.URI;

/**
 * Secrets as Key Vault's REST API shows them.
 *
 * @param endpoint the vault's, without a slash at the end
 * @param vault whose recovery level they have
 */
record SecretView(URI endpoint, Vault vault) {
  /** A SecretBundle. */
  JsonObject bundle(Secret secret, SecretVersion version) {
    if (!version.properties().enabled()) {
      throw KeyVaultErrors.disabled();
    }
    return withValue(secret, version);
  }

  /** A SecretBundle of what was just written, disabled or not. */
  JsonObject written(Secret secret) {
    return withValue(secret, secret.latest());
  }

  private JsonObject withValue(Secret secret, SecretVersion version) {
    JsonObject json = item(secret, version);
    json.addProperty("value", version.value());
    return json;
  }

  /** A version without its value. */
  JsonObject item(Secret secret, SecretVersion version) {
    return described(endpoint + "/secrets/" + secret.name() + "/" + version.id(), version);
  }

  /** A SecretItem: its latest version, under the id without a version. */
  JsonObject latest(Secret secret) {
    return described(endpoint + "/secrets/" + secret.name(), secret.latest());
  }

  /** A DeletedSecretBundle without its value, as Key Vault gives it. */
  JsonObject deletedBundle(Secret secret) {
    return withDeletion(item(secret, secret.latest()), secret);
  }

  /** A DeletedSecretItem. */
  JsonObject deleted(Secret secret) {
    return withDeletion(latest(secret), secret);
  }

  private JsonObject described(String id, SecretVersion version) {
    JsonObject json = SecretJson.of(version);
    json.remove("value");
    json.addProperty("id", id);
    JsonObject attributes = json.getAsJsonObject("attributes");
    attributes.addProperty("recoveryLevel", vault.recoveryLevel());
    attributes.addProperty("recoverableDays", vault.retentionDays());
    return json;
  }

  private JsonObject withDeletion(JsonObject json, Secret secret) {
    Deletion deletion = secret.deletion().orElseThrow();
    json.addProperty("recoveryId", endpoint + "/deletedsecrets/" + secret.name());
    json.addProperty("deletedDate", deletion.deleted().getEpochSecond());
    json.addProperty("scheduledPurgeDate", deletion.purge().getEpochSecond());
    return json;
  }
}

package io.quarterdeck.local.keyvault;

import com.google.gson.JsonObject;
import java.net.URI;

/**
 * Converts secrets to the JSON of Key Vault's REST API.
 *
 * @param endpoint the endpoint of the vault, without a slash at the end
 * @param vault determines the recovery level
 */
record SecretView(URI endpoint, VaultResource vault) {
  /** Returns a SecretBundle. */
  JsonObject bundle(Secret secret, SecretVersion version) {
    if (!version.properties().enabled()) {
      throw KeyVaultErrors.disabled();
    }
    return withValue(secret, version);
  }

  /** Returns a SecretBundle after a write, even if the secret is disabled. */
  JsonObject written(Secret secret) {
    return withValue(secret, secret.latest());
  }

  private JsonObject withValue(Secret secret, SecretVersion version) {
    JsonObject json = item(secret, version);
    json.addProperty("value", version.value());
    return json;
  }

  /** Returns a version without its value. */
  JsonObject item(Secret secret, SecretVersion version) {
    return described(endpoint + "/secrets/" + secret.name() + "/" + version.id(), version);
  }

  /** Returns a SecretItem: the latest version, with the id without a version. */
  JsonObject latest(Secret secret) {
    return described(endpoint + "/secrets/" + secret.name(), secret.latest());
  }

  /** Returns a DeletedSecretBundle. As in Key Vault, it does not contain the value. */
  JsonObject deletedBundle(Secret secret) {
    return withDeletion(item(secret, secret.latest()), secret);
  }

  /** Returns a DeletedSecretItem. */
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

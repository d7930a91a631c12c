package io.quarterdeck.local.datafactory.activity;

import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.model.ArtefactKind;
import io.quarterdeck.local.entra.Audience;
import java.net.URI;

/**
 * Connects to the services that linked services describe, as the identity of the factory.
 *
 * @param artefacts the published linked services
 * @param identity the identity of the factory
 */
record LinkedConnections(Artefacts artefacts, FactoryIdentity identity) {
  /**
   * The sign-in to a PostgreSQL server.
   *
   * @param url the JDBC URL
   */
  record Database(String url, String user, String password) {
    /** Does not contain the password. */
    @Override
    public String toString() {
      return "Database[" + url + "]";
    }
  }

  /** Returns the files of a container. */
  FactoryFiles files(DatasetFolder dataset) throws ActivityFailure {
    return files(dataset.linkedService(), dataset.container());
  }

  FactoryFiles files(String linkedService, String container) throws ActivityFailure {
    JsonObject properties = properties(linkedService, "AzureBlobStorage");
    BlobContainerClient client =
        new BlobServiceClientBuilder()
            .endpoint(properties.get("serviceEndpoint").getAsString())
            .credential(identity.credential(Audience.STORAGE))
            .httpClient(identity.http())
            .buildClient()
            .getBlobContainerClient(container);
    return new FactoryFiles(client);
  }

  /**
   * Returns the address of a web server. Source: Microsoft Learn, "Copy data from an HTTP
   * endpoint".
   */
  URI web(String linkedService) throws ActivityFailure {
    JsonObject properties = properties(linkedService, "HttpServer");
    String sign = properties.get("authenticationType").getAsString();
    if (!sign.equals("Anonymous")) {
      throw new ActivityFailure(
          "2200", "The authentication type " + sign + " is not supported on the local stack.");
    }
    return URI.create(properties.get("url").getAsString());
  }

  Database database(String linkedService) throws ActivityFailure {
    JsonObject properties = properties(linkedService, "PostgreSqlV2");
    // The values of sslMode are those of "Copy data From PostgreSQL V2" on Microsoft Learn.
    String[] modes = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"};
    int mode = properties.get("sslMode").getAsInt();
    String url =
        "jdbc:postgresql://%s:%d/%s?sslmode=%s&ApplicationName=datafactory"
            .formatted(
                properties.get("server").getAsString(),
                properties.get("port").getAsInt(),
                properties.get("database").getAsString(),
                modes[mode]);
    return new Database(
        url,
        properties.get("username").getAsString(),
        secret(properties.getAsJsonObject("password")));
  }

  private String secret(JsonObject reference) throws ActivityFailure {
    String store = reference.getAsJsonObject("store").get("referenceName").getAsString();
    String name = reference.get("secretName").getAsString();
    String vault = properties(store, "AzureKeyVault").get("baseUrl").getAsString();
    try {
      return new SecretClientBuilder()
          .vaultUrl(vault)
          .credential(identity.credential(Audience.KEY_VAULT))
          .httpClient(identity.http())
          // The challenge names vault.azure.net, which is not the address of the local vault.
          .disableChallengeResourceVerification()
          .buildClient()
          .getSecret(name)
          .getValue();
    } catch (RuntimeException e) {
      throw new ActivityFailure(
          "2200",
          "Failed to get the secret '%s' from the key vault %s: %s"
              .formatted(name, vault, e.getMessage()),
          e);
    }
  }

  URI databricks(String linkedService) throws ActivityFailure {
    return URI.create(
        properties(linkedService, "AzureDatabricks")
            .get("domain")
            .getAsString()
            .replaceAll("/+$", ""));
  }

  private JsonObject properties(String name, String type) throws ActivityFailure {
    JsonObject service = artefacts.require(ArtefactKind.LINKED_SERVICE, name);
    JsonElement found = service.get("type");
    if (!found.getAsString().equals(type)) {
      throw new ActivityFailure(
          "2200",
          "The linked service '%s' has the type %s; expected %s.".formatted(name, found, type));
    }
    return service.getAsJsonObject("typeProperties");
  }
}

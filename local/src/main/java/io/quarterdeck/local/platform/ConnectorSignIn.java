package io.quarterdeck.local.platform;

import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.databricks.task.StorageSignIn;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.emulator.TrustStore;
import io.quarterdeck.local.entra.Directory;
import io.quarterdeck.local.entra.EntraEmulator;
import io.quarterdeck.local.entra.ImdsEmulator;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.ManagedIdentities;
import io.quarterdeck.local.entra.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tasks sign in to storage accounts as the managed identity of an access connector: the ABFS driver
 * requests its tokens from the Instance Metadata Service ({@code MsiTokenProvider}, "Hadoop Azure
 * Support: ABFS", section "Azure Managed Identity").
 *
 * @param resources the managed identities of the subscription
 * @param tokens the URL of the Instance Metadata Service that gives tokens
 * @param trusted the certificates that the tasks trust
 */
public record ConnectorSignIn(ArmResources resources, String tokens, TrustStore trusted)
    implements StorageSignIn {
  private static final String ACCOUNT = "spark.hadoop.fs.azure.account.";

  /**
   * Returns the sign-in of the tasks on a local stack.
   *
   * @param folder the folder of its emulators, to which the trusted certificates are written
   * @param settings the ports of its emulators
   * @param resources the resources of its subscription
   */
  public static ConnectorSignIn of(Path folder, EmulatorSettings settings, ArmResources resources)
      throws IOException {
    Directory directory =
        Tenant.directory(folder.resolve(EntraEmulator.NAME), ManagedIdentities.NONE);
    return new ConnectorSignIn(
        resources,
        AzureEmulators.endpoint(AzureEmulators.IMDS, settings)
            + ImdsEmulator.machineTokens(directory.machineKey()),
        TrustStore.in(folder, LoopbackCertificate.in(folder).pem()));
  }

  @Override
  public Map<String, String> settings(String host, String identityId) {
    return resources
        .find(identityId)
        .map(
            identity -> identity.body().getAsJsonObject("properties").get("clientId").getAsString())
        .map(clientId -> settingsOf(host, clientId))
        .orElseGet(Map::of);
  }

  private Map<String, String> settingsOf(String host, String clientId) {
    Map<String, String> settings = new TreeMap<>(trusted.properties());
    settings.put(ACCOUNT + "auth.type." + host, "OAuth");
    settings.put(
        ACCOUNT + "oauth.provider.type." + host,
        "org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider");
    settings.put(ACCOUNT + "oauth2.msi.endpoint." + host, tokens);
    settings.put(ACCOUNT + "oauth2.msi.tenant." + host, LocalTenant.ID);
    settings.put(ACCOUNT + "oauth2.client.id." + host, clientId);
    return settings;
  }

  /** Does not contain the secret in the URL. */
  @Override
  public String toString() {
    return "ConnectorSignIn";
  }
}

package io.quarterdeck.infra.foundation.vault;

import com.pulumi.Config;
import com.pulumi.azurenative.keyvault.Provider;
import com.pulumi.azurenative.keyvault.ProviderArgs;
import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import java.util.Optional;

/**
 * The provider of Key Vault's resources. The program requests their API version from azure-native,
 * so they have their own package. Pulumi's engine reads the settings of a provider under the name
 * of its package ({@code newRegisterDefaultProviderEvent} in pulumi/pulumi,
 * pkg/resource/deploy/default_providers.go). Without this class, Pulumi would ignore {@code
 * azure-native:subscriptionId} and create the vault in the subscription of the signed-in account.
 */
public final class KeyVaultProvider {
  private KeyVaultProvider() {}

  /**
   * Registers the provider.
   *
   * @param settings the settings of azure-native
   */
  public static Provider create(Config settings) {
    ProviderArgs.Builder args = ProviderArgs.builder();
    account(settings, args);
    signIn(settings, args);
    return new Provider("key-vault", args.build());
  }

  private static void account(Config settings, ProviderArgs.Builder args) {
    settings.get("subscriptionId").ifPresent(args::subscriptionId);
    settings.get("tenantId").ifPresent(args::tenantId);
    settings.get("location").ifPresent(args::location);
    settings.get("environment").ifPresent(args::environment);
    settings.get("metadataHost").ifPresent(args::metadataHost);
    settings.get("partnerId").ifPresent(args::partnerId);
    settings.getBoolean("disablePulumiPartnerId").ifPresent(args::disablePulumiPartnerId);
    settings.getBoolean("disableInstanceDiscovery").ifPresent(args::disableInstanceDiscovery);
    settings
        .getObject("auxiliaryTenantIds", TypeShape.list(String.class))
        .ifPresent(args::auxiliaryTenantIds);
  }

  private static void signIn(Config settings, ProviderArgs.Builder args) {
    settings.get("clientId").ifPresent(args::clientId);
    secret(settings, "clientSecret").ifPresent(args::clientSecret);
    settings.get("clientCertificatePath").ifPresent(args::clientCertificatePath);
    secret(settings, "clientCertificatePassword").ifPresent(args::clientCertificatePassword);
    settings.getBoolean("useOidc").ifPresent(args::useOidc);
    secret(settings, "oidcToken").ifPresent(args::oidcToken);
    settings.get("oidcTokenFilePath").ifPresent(args::oidcTokenFilePath);
    settings.get("oidcRequestUrl").ifPresent(args::oidcRequestUrl);
    secret(settings, "oidcRequestToken").ifPresent(args::oidcRequestToken);
    settings.getBoolean("useMsi").ifPresent(args::useMsi);
    settings.get("msiEndpoint").ifPresent(args::msiEndpoint);
    settings.getBoolean("useDefaultAzureCredential").ifPresent(args::useDefaultAzureCredential);
  }

  private static Optional<Output<String>> secret(Config settings, String key) {
    return settings.get(key).map(Output::ofSecret);
  }
}

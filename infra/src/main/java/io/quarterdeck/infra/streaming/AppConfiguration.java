package io.quarterdeck.infra.streaming;

import com.pulumi.azurenative.web.enums.AuthenticationType;
import com.pulumi.azurenative.web.enums.DefaultAction;
import com.pulumi.azurenative.web.enums.FunctionsDeploymentStorageType;
import com.pulumi.azurenative.web.enums.RuntimeName;
import com.pulumi.azurenative.web.enums.SupportedTlsVersions;
import com.pulumi.azurenative.web.inputs.FunctionAppConfigArgs;
import com.pulumi.azurenative.web.inputs.FunctionsDeploymentArgs;
import com.pulumi.azurenative.web.inputs.FunctionsDeploymentStorageArgs;
import com.pulumi.azurenative.web.inputs.FunctionsDeploymentStorageAuthenticationArgs;
import com.pulumi.azurenative.web.inputs.FunctionsRuntimeArgs;
import com.pulumi.azurenative.web.inputs.FunctionsScaleAndConcurrencyArgs;
import com.pulumi.azurenative.web.inputs.IpSecurityRestrictionArgs;
import com.pulumi.azurenative.web.inputs.NameValuePairArgs;
import com.pulumi.azurenative.web.inputs.SiteConfigArgs;
import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.foundation.storage.AppStore;
import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.infra.settings.FunctionSettings;
import io.quarterdeck.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration of the function app. The plan Flex Consumption refuses some properties and
 * application settings of other plans, for example {@code ftpsState} and {@code
 * FUNCTIONS_WORKER_RUNTIME} (Microsoft Learn, "App settings reference for Azure Functions", section
 * "Flex Consumption plan deprecations").
 *
 * @param identity the identity with which the app signs in
 * @param store the storage account of the app
 * @param eventHubsHost the host name of the Event Hubs namespace
 * @param connectionString the connection string of Application Insights
 */
record AppConfiguration(
    Identities.Identity identity,
    AppStore.Outputs store,
    Output<String> eventHubsHost,
    Output<String> connectionString) {
  private static final Output<String> MANAGED_IDENTITY = Output.of("managedidentity");

  /** The version of Java for which the function is compiled. */
  private static final String JAVA = "17";

  /** Returns where the package of the app is, and the size of its instances. */
  FunctionAppConfigArgs deployment(FunctionSettings settings) {
    return FunctionAppConfigArgs.builder()
        .deployment(FunctionsDeploymentArgs.builder().storage(packages()).build())
        .runtime(FunctionsRuntimeArgs.builder().name(RuntimeName.Java).version(JAVA).build())
        .scaleAndConcurrency(
            FunctionsScaleAndConcurrencyArgs.builder()
                .instanceMemoryMB(settings.memory().megabytes())
                .maximumInstanceCount(settings.maximumInstances())
                .build())
        .build();
  }

  private FunctionsDeploymentStorageArgs packages() {
    return FunctionsDeploymentStorageArgs.builder()
        .type(FunctionsDeploymentStorageType.BlobContainer)
        .value(store.packages())
        .authentication(
            FunctionsDeploymentStorageAuthenticationArgs.builder()
                .type(AuthenticationType.UserAssignedIdentity)
                .userAssignedIdentityResourceId(identity.id())
                .build())
        .build();
  }

  /** Returns the configuration of the site, with the application settings. */
  SiteConfigArgs site(Settings settings) {
    SiteConfigArgs.Builder site =
        SiteConfigArgs.builder()
            // An empty value replaces the default value of the SDK, which the plan refuses
            // (pulumi-azure-native issue 4168).
            .netFrameworkVersion(Output.ofNullable(null))
            .localMySqlEnabled(Output.ofNullable(null))
            .appSettings(applicationSettings(settings.streaming().function()))
            .http20Enabled(true)
            .minTlsVersion(SupportedTlsVersions._1_2)
            .scmMinTlsVersion(SupportedTlsVersions._1_2);
    if (settings.access().isPublic()) {
      site.ipSecurityRestrictions(allowed(settings.access().allowed()))
          .ipSecurityRestrictionsDefaultAction(DefaultAction.Deny)
          .scmIpSecurityRestrictionsUseMain(true);
    }
    return site.build();
  }

  /**
   * The names with two underscores are those of connections that sign in with an identity
   * (Microsoft Learn, "Guidance for developing Azure Functions", section "Connections").
   */
  private List<NameValuePairArgs> applicationSettings(FunctionSettings settings) {
    return List.of(
        setting("AzureWebJobsStorage__accountName", store.name()),
        setting("AzureWebJobsStorage__credential", MANAGED_IDENTITY),
        setting("AzureWebJobsStorage__clientId", identity.clientId()),
        setting("APPLICATIONINSIGHTS_CONNECTION_STRING", connectionString),
        setting(
            "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
            identity.clientId().applyValue(id -> "ClientId=" + id + ";Authorization=AAD")),
        setting("EventHubs__fullyQualifiedNamespace", eventHubsHost),
        setting("EventHubs__credential", MANAGED_IDENTITY),
        setting("EventHubs__clientId", identity.clientId()),
        setting("EVENT_HUB", Output.of(EventHubs.HUB)),
        setting("ORDERS_SCHEDULE", Output.of(settings.schedule())),
        setting("ORDERS_PER_TICK", Output.of(Integer.toString(settings.ordersPerTick()))));
  }

  private static NameValuePairArgs setting(String name, Output<String> value) {
    return NameValuePairArgs.builder().name(name).value(value).build();
  }

  private static List<IpSecurityRestrictionArgs> allowed(List<Cidr> networks) {
    List<IpSecurityRestrictionArgs> rules = new ArrayList<>();
    for (Cidr network : networks) {
      rules.add(
          IpSecurityRestrictionArgs.builder()
              .name("allowed-" + (rules.size() + 1))
              .priority(100 + rules.size())
              .action("Allow")
              .ipAddress(network.toString())
              .build());
    }
    return rules;
  }
}

package io.quarterdeck.infra.streaming;

import com.pulumi.azurenative.web.AppServicePlan;
import com.pulumi.azurenative.web.AppServicePlanArgs;
import com.pulumi.azurenative.web.WebApp;
import com.pulumi.azurenative.web.WebAppArgs;
import com.pulumi.azurenative.web.WebAppFtpAllowed;
import com.pulumi.azurenative.web.WebAppFtpAllowedArgs;
import com.pulumi.azurenative.web.WebAppScmAllowed;
import com.pulumi.azurenative.web.WebAppScmAllowedArgs;
import com.pulumi.azurenative.web.enums.ClientCertMode;
import com.pulumi.azurenative.web.enums.ManagedServiceIdentityType;
import com.pulumi.azurenative.web.inputs.ManagedServiceIdentityArgs;
import com.pulumi.azurenative.web.inputs.SkuDescriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.foundation.declaration.CreationInputs;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.network.Endpoint;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.foundation.network.SystemSubnet;
import io.quarterdeck.infra.settings.EnvironmentSettings;
import io.quarterdeck.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The function app that sends orders, in the plan Flex Consumption: Linux, one app in each plan,
 * integrated into the virtual network. It signs in with its own identity everywhere. Sources:
 * Microsoft Learn, "Azure Functions Flex Consumption plan hosting" and "Automate resource
 * deployment for your function app in Azure Functions".
 */
public final class OrderApp extends ComponentResource {
  /** The name of the subnet through which the app connects. */
  private static final String SUBNET = "functions";

  /** The service to which the plan requires the subnet to be delegated. */
  private static final String DELEGATION = "Microsoft.App/environments";

  /**
   * Arguments of the component.
   *
   * @param granted the role assignments without which the app does not start
   * @param changes the order of the changes of the network
   */
  record Args(
      ResourceContext context,
      Settings settings,
      Network.Outputs network,
      AppConfiguration configuration,
      List<Resource> granted,
      ResourceSequence changes) {}

  private final Args args;
  private final Output<String> id;
  private final Output<String> appName;

  OrderApp(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:streaming:OrderApp", name, options);
    this.args = args;
    WebApp app = app(name, plan(name));
    args.changes().add(app);
    withoutPasswords(name, app);
    PrivateLink link = new PrivateLink(args.context(), args.network(), this);
    // Source of the zone: Microsoft Learn, "Azure Private Endpoint private DNS zone values".
    Endpoint endpoint =
        link.endpoint(
            name + "-endpoint",
            app.id(),
            "sites",
            link.zone("sites", "privatelink.azurewebsites.net"),
            args.changes().last());
    args.changes().add(endpoint.ready());
    id = app.id();
    appName = app.name();
    registerOutputs(Map.of("id", app.id()));
  }

  /** Returns the subnet that the app needs. */
  static SystemSubnet subnet(Settings settings) {
    return new SystemSubnet(SUBNET, settings.streaming().function().subnet(), DELEGATION);
  }

  /** Returns the output and the diagnostics of the component. */
  Declarations declarations() {
    return new Declarations()
        .output(StackOutput.FUNCTION_APP, appName)
        .diagnostics(DiagnosticSource.logsAndMetrics("order-app", id));
  }

  /**
   * In production, Azure distributes the instances over zones, and keeps two instances ready
   * (Microsoft Learn, "Reliability in Azure Functions"). Azure does not change the operating system
   * of a plan.
   */
  private AppServicePlan plan(String name) {
    ResourceContext context = args.context();
    EnvironmentSettings environment = args.settings().environment();
    return new AppServicePlan(
        name + "-plan",
        AppServicePlanArgs.builder()
            .name(context.names().of("plan", "function"))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .kind("functionapp")
            .sku(SkuDescriptionArgs.builder().name("FC1").tier("FlexConsumption").build())
            // Linux: the plan has no Windows.
            .reserved(true)
            .zoneRedundant(environment.production() && environment.region().hasZones())
            .tags(context.tags())
            .build(),
        CustomResourceOptions.merge(
            CustomResourceOptions.builder().parent(this).build(),
            CreationInputs.replacedBy("reserved"),
            null));
  }

  /**
   * The app has no HTTP function: only deployments use its endpoints. Requests to the app itself
   * need a client certificate, which nobody has.
   */
  private WebApp app(String name, AppServicePlan plan) {
    ResourceContext context = args.context();
    List<Resource> after = new ArrayList<>(args.granted());
    after.addAll(args.changes().last());
    return new WebApp(
        name,
        WebAppArgs.builder()
            .name(context.names().of("func"))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .kind("functionapp,linux")
            .serverFarmId(plan.id())
            .reserved(true)
            .httpsOnly(true)
            .clientCertEnabled(true)
            .clientCertMode(ClientCertMode.Required)
            .publicNetworkAccess(args.settings().access().isPublic() ? "Enabled" : "Disabled")
            .virtualNetworkSubnetId(args.network().systemSubnets().get(SUBNET))
            .identity(
                ManagedServiceIdentityArgs.builder()
                    .type(ManagedServiceIdentityType.UserAssigned)
                    .userAssignedIdentities(
                        args.configuration().identity().id().applyValue(List::of))
                    .build())
            .functionAppConfig(
                args.configuration().deployment(args.settings().streaming().function()))
            .siteConfig(args.configuration().site(args.settings()))
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(after).build());
  }

  /** Deployments sign in with Entra, and FTP is off. */
  private void withoutPasswords(String name, WebApp app) {
    CustomResourceOptions options = CustomResourceOptions.builder().parent(this).build();
    new WebAppFtpAllowed(
        name + "-ftp",
        WebAppFtpAllowedArgs.builder()
            .name(app.name())
            .resourceGroupName(args.context().resourceGroup())
            .allow(false)
            .build(),
        options);
    new WebAppScmAllowed(
        name + "-scm",
        WebAppScmAllowedArgs.builder()
            .name(app.name())
            .resourceGroupName(args.context().resourceGroup())
            .allow(false)
            .build(),
        options);
  }
}

package io.quarterdeck.infra.foundation.factory;

import com.pulumi.azurenative.datafactory.IntegrationRuntime;
import com.pulumi.azurenative.datafactory.IntegrationRuntimeArgs;
import com.pulumi.azurenative.datafactory.ManagedPrivateEndpoint;
import com.pulumi.azurenative.datafactory.enums.ManagedVirtualNetworkReferenceType;
import com.pulumi.azurenative.datafactory.inputs.IntegrationRuntimeComputePropertiesArgs;
import com.pulumi.azurenative.datafactory.inputs.ManagedIntegrationRuntimeArgs;
import com.pulumi.azurenative.datafactory.inputs.ManagedPrivateEndpointArgs;
import com.pulumi.azurenative.datafactory.inputs.ManagedVirtualNetworkReferenceArgs;
import com.pulumi.azurenative.resources.Deployment;
import com.pulumi.azurenative.resources.DeploymentArgs;
import com.pulumi.azurenative.resources.enums.DeploymentMode;
import com.pulumi.azurenative.resources.inputs.DeploymentPropertiesArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.foundation.declaration.CreationInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The managed virtual network of a data factory: the integration runtime in it runs all copies, and
 * managed private endpoints connect it to the services. The owner of a service approves each
 * endpoint once (docs/azure.md, "Approve the endpoints of the data factories"). The runtime reaches
 * public addresses, for example a web server, without an endpoint and on all ports. Source:
 * Microsoft Learn, "Azure Data Factory managed virtual network", section "Outbound communications
 * through public endpoint".
 */
public final class FactoryNetwork extends ComponentResource {
  /** The only name that Azure accepts. */
  private static final String NETWORK = "default";

  /** The runtime of all activities that name no other one. */
  private static final String RUNTIME = "AutoResolveIntegrationRuntime";

  /**
   * Arguments of the component.
   *
   * @param names the names of the factory
   * @param targets the services to which the data factory connects
   * @param endpoints the order of the endpoints of all factories. Azure changes one service at a
   *     time, for example the lake, to which each factory connects
   */
  record Args(
      FactoryNames names,
      ResourceContext context,
      DataFactory.Outputs factory,
      List<FactoryTarget> targets,
      ResourceSequence endpoints) {}

  private final Args args;

  FactoryNetwork(String name, Args args, ComponentResourceOptions options) {
    super(args.names().component("FactoryNetwork"), name, options);
    this.args = args;
    List<Resource> before = new ArrayList<>(args.endpoints().last());
    before.add(runtime(after(List.of(network(name)))));
    for (FactoryTarget target : args.targets()) {
      args.endpoints().add(endpoint(target, after(before)));
      before = args.endpoints().last();
    }
    registerOutputs(Map.of());
  }

  private CustomResourceOptions after(List<Resource> before) {
    return CustomResourceOptions.builder().parent(this).dependsOn(before).build();
  }

  /**
   * azure-native has no type for the network, because Resource Manager cannot delete one (pulumi/
   * pulumi-azure-native, issue 896). A deployment of a template creates it. Azure deletes it
   * together with the factory.
   */
  private Deployment network(String name) {
    return new Deployment(
        name,
        DeploymentArgs.builder()
            .deploymentName(
                args.context().names().of("deploy", args.names().prefix() + "factory-network"))
            .resourceGroupName(args.context().resourceGroup())
            .properties(
                DeploymentPropertiesArgs.builder()
                    .mode(DeploymentMode.Incremental)
                    .template(template())
                    .build())
            .tags(args.context().tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  /** The template contains the time of creation, so that it is deployed again for a new factory. */
  private Output<Object> template() {
    return Output.tuple(args.factory().name(), args.factory().createTime())
        .applyValue(
            factory ->
                Map.of(
                    "$schema",
                    "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                    "contentVersion",
                    "1.0.0.0",
                    "metadata",
                    Map.of("factoryCreated", factory.t2),
                    "resources",
                    List.of(
                        Map.of(
                            "type",
                            "Microsoft.DataFactory/factories/managedVirtualNetworks",
                            "apiVersion",
                            ApiVersions.of("azure-native:datafactory:Factory").version(),
                            "name",
                            factory.t1 + "/" + NETWORK,
                            "properties",
                            Map.of()))));
  }

  /**
   * Azure does not move a runtime into a managed network or out of it. Source: Microsoft Learn,
   * "Azure Data Factory managed virtual network".
   */
  private IntegrationRuntime runtime(CustomResourceOptions options) {
    return new IntegrationRuntime(
        args.names().logical() + "-runtime",
        IntegrationRuntimeArgs.builder()
            .integrationRuntimeName(RUNTIME)
            .factoryName(args.factory().name())
            .resourceGroupName(args.context().resourceGroup())
            .properties(
                ManagedIntegrationRuntimeArgs.builder()
                    .type("Managed")
                    .computeProperties(
                        IntegrationRuntimeComputePropertiesArgs.builder()
                            .location("AutoResolve")
                            .build())
                    .managedVirtualNetwork(
                        ManagedVirtualNetworkReferenceArgs.builder()
                            .type(ManagedVirtualNetworkReferenceType.ManagedVirtualNetworkReference)
                            .referenceName(NETWORK)
                            .build())
                    .build())
            .build(),
        options);
  }

  /** An endpoint leads to one service as long as it exists. */
  private ManagedPrivateEndpoint endpoint(FactoryTarget target, CustomResourceOptions options) {
    return new ManagedPrivateEndpoint(
        args.names().logical() + "-to-" + target.name(),
        com.pulumi.azurenative.datafactory.ManagedPrivateEndpointArgs.builder()
            .managedPrivateEndpointName(target.name())
            .managedVirtualNetworkName(NETWORK)
            .factoryName(args.factory().name())
            .resourceGroupName(args.context().resourceGroup())
            .properties(
                ManagedPrivateEndpointArgs.builder()
                    .privateLinkResourceId(target.id())
                    .groupId(target.groupId())
                    .build())
            .build(),
        CustomResourceOptions.merge(
            options,
            CreationInputs.replacedBy("properties.privateLinkResourceId", "properties.groupId"),
            null));
  }
}

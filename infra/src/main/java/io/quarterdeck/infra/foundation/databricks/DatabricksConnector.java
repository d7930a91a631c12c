package io.quarterdeck.infra.foundation.databricks;

import com.pulumi.azurenative.databricks.AccessConnector;
import com.pulumi.azurenative.databricks.AccessConnectorArgs;
import com.pulumi.azurenative.databricks.enums.ManagedServiceIdentityType;
import com.pulumi.azurenative.databricks.inputs.ManagedServiceIdentityArgs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.DeploymentInstance;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import java.util.List;
import java.util.Map;

/**
 * The access connector, through which Databricks accesses the lake. It is created before the lake,
 * because the lake's firewall names it, and the workspace is created after the lake.
 */
public final class DatabricksConnector extends ComponentResource {
  private static final String NAME = "access-connector";

  /**
   * Arguments of the component.
   *
   * @param jobIdentityId the identity that jobs use through the access connector
   */
  public record Args(ResourceContext context, Output<String> jobIdentityId) {}

  private final AccessConnector connector;

  public DatabricksConnector(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:databricks:DatabricksConnector", name, options);
    ResourceContext context = args.context();
    connector =
        new AccessConnector(
            NAME,
            AccessConnectorArgs.builder()
                .connectorName(context.names().of("dbac"))
                .resourceGroupName(context.resourceGroup())
                .location(context.location())
                .identity(
                    ManagedServiceIdentityArgs.builder()
                        .type(ManagedServiceIdentityType.UserAssigned)
                        .userAssignedIdentities(args.jobIdentityId().applyValue(List::of))
                        .build())
                .tags(context.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).aliases(earlier()).build());
    registerOutputs(Map.of("id", connector.id()));
  }

  /**
   * Returns the connector's earlier URN: it was a part of the workspace's component. Without this
   * alias, an update of an existing stack would delete the connector and create it again, and the
   * storage credential in Unity Catalog would lose it.
   */
  private static Alias earlier() {
    DeploymentInstance stack = Deployment.getInstance();
    return Alias.withUrn(
        "urn:pulumi:%s::%s::quarterdeck:databricks:DatabricksWorkspace$azure-native:databricks:AccessConnector::%s"
            .formatted(stack.getStackName(), stack.getProjectName(), NAME));
  }

  public Output<String> id() {
    return connector.id();
  }

  /** Returns the output that identifies the connector. */
  public Declarations declarations() {
    return new Declarations().output(StackOutput.ACCESS_CONNECTOR_ID, connector.id());
  }
}

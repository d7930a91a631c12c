package io.quarterdeck.infra.lakehouse;

import com.pulumi.azurenative.synapse.IpFirewallRule;
import com.pulumi.azurenative.synapse.IpFirewallRuleArgs;
import com.pulumi.azurenative.synapse.WorkspaceSqlAadAdmin;
import com.pulumi.azurenative.synapse.WorkspaceSqlAadAdminArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.foundation.identity.Principal;
import io.quarterdeck.infra.foundation.identity.Role;
import io.quarterdeck.infra.foundation.identity.RoleGrants;
import io.quarterdeck.infra.foundation.network.Endpoint;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.settings.Access;
import io.quarterdeck.infra.settings.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who reaches and administers the serverless SQL pool, and what the pool reads. In private mode,
 * only clients in the network reach it. In public mode, the networks of {@code allowedCidrs} do,
 * too. Power BI is such a client: in private mode, it needs a gateway in the network.
 */
public final class SynapseAccess extends ComponentResource {
  /**
   * Arguments of the component.
   *
   * @param containerId the container that the pool reads
   * @param changes the order of the changes of the network
   */
  record Args(
      ResourceContext context,
      Access access,
      Identities identities,
      Network.Outputs network,
      SynapseWorkspace.Outputs synapse,
      Output<String> containerId,
      ResourceSequence changes) {}

  private final Args args;

  SynapseAccess(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:lakehouse:SynapseAccess", name, options);
    this.args = args;
    new RoleGrants(args.context(), this)
        .grant(
            "synapse-reads-lake",
            Principal.service(args.synapse().principalId()),
            Role.BLOB_DATA_READER,
            args.containerId());
    // A workspace accepts one change at a time.
    ResourceSequence changes = new ResourceSequence(this);
    changes.add(administrator(args.synapse().ready()));
    if (args.access().isPublic()) {
      firewall(changes);
    }
    endpoint();
    registerOutputs(Map.of());
  }

  /**
   * The identity that publishes the SQL. Synapse identifies an identity that is no person by its
   * application id. A member of a group cannot create the credential of the external data source.
   * Sources: Microsoft Learn, "Troubleshoot serverless SQL pool" and "Use Microsoft Entra
   * authentication with Synapse SQL".
   */
  private WorkspaceSqlAadAdmin administrator(Resource ready) {
    Identities.Loader publisher = args.identities().deployment();
    return new WorkspaceSqlAadAdmin(
        "synapse-administrator",
        WorkspaceSqlAadAdminArgs.builder()
            .workspaceName(args.synapse().name())
            .resourceGroupName(args.context().resourceGroup())
            .administratorType("ActiveDirectory")
            .login(publisher.name())
            // The settings require the id if the lakehouse uses an existing identity.
            .sid(publisher.clientId().orElseThrow())
            .tenantId(args.context().signedIn().tenantId())
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(ready).build());
  }

  private void firewall(ResourceSequence changes) {
    int number = 0;
    for (Cidr cidr : args.access().allowed()) {
      number++;
      changes.add(
          new IpFirewallRule(
              "synapse-firewall-" + number,
              IpFirewallRuleArgs.builder()
                  .ruleName("allowed-" + number)
                  .startIpAddress(cidr.first())
                  .endIpAddress(cidr.last())
                  .workspaceName(args.synapse().name())
                  .resourceGroupName(args.context().resourceGroup())
                  .build(),
              changes.options()));
    }
  }

  /**
   * Only the serverless pool has an endpoint. Studio and the dedicated pools are not used. Source
   * of the zone: Microsoft Learn, "Azure Private Endpoint private DNS zone values".
   */
  private void endpoint() {
    PrivateLink link = new PrivateLink(args.context(), args.network(), this);
    List<Resource> after = new ArrayList<>(args.changes().last());
    after.add(args.synapse().ready());
    Endpoint endpoint =
        link.endpoint(
            "synapse-endpoint",
            args.synapse().id(),
            "SqlOnDemand",
            link.zone("synapse", "privatelink.sql.azuresynapse.net"),
            after);
    args.changes().add(endpoint.ready());
  }
}

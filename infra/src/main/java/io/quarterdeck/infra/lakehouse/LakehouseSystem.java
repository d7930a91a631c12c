package io.quarterdeck.infra.lakehouse;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.foundation.PlatformSystem;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.factory.FactoryNames;
import io.quarterdeck.infra.foundation.factory.SystemFactory;
import io.quarterdeck.infra.foundation.naming.ResourceNames;
import io.quarterdeck.infra.foundation.network.NetworkUse;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.foundation.storage.LakeContainer;
import io.quarterdeck.infra.foundation.storage.LifecycleRule;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;

/**
 * The lakehouse system: the container of the Delta tables, the data factory that copies tables and
 * files to the container {@code landing}, and the Synapse workspace whose serverless SQL pool reads
 * the tables.
 */
public final class LakehouseSystem implements PlatformSystem {
  private static final String LAKE = "lake";

  /**
   * The port of the serverless SQL pool. If the policy of connections were Redirect, clients would
   * need the ports from 1433 to 65535. Sources on Microsoft Learn: "Azure Synapse Analytics
   * connectivity settings" (the policy cannot be changed), and "Azure Private Link for Azure SQL
   * Database", section "Use Redirect connection policy with private endpoints".
   */
  private static final String SQL = "1433";

  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  /** Delta tables remain readable in the cool tier. VACUUM deletes files that no table needs. */
  @Override
  public List<LakeContainer> containers(Settings settings) {
    return List.of(
        LakeContainer.of(
            LAKE, LifecycleRule.cool("lake-goes-cool", LAKE, settings.storage().coolAfterDays())));
  }

  /** The serverless SQL pool is outside of every network, and reads the tables. */
  @Override
  public List<String> lakeReaders(ResourceNames names) {
    return List.of("Microsoft.Synapse/workspaces/" + SynapseWorkspace.name(names));
  }

  /** Commands that publish the views connect to the SQL pool, as does Power BI. */
  @Override
  public NetworkUse network(Settings settings) {
    return new NetworkUse(List.of(), List.of(SQL));
  }

  @Override
  public Declarations compose(Foundation foundation, Settings settings) {
    SourcePassword password =
        new SourcePassword(foundation.context(), foundation.vault().outputs(), settings);
    SystemFactory factory =
        new SystemFactory(
            new SystemFactory.Args(
                FactoryNames.withoutSystem(PlatformSystemName.LAKEHOUSE),
                foundation.context(),
                settings,
                foundation.encryptionKeys(),
                foundation.protection(),
                foundation.identities(),
                FactoryTargets.of(foundation, settings),
                foundation.factoryEndpoints(),
                foundation.lake().containerId(Lake.LANDING),
                password.id()));
    SynapseWorkspace synapse = synapse(foundation, settings);
    return Declarations.all(
        List.of(
            factory.declarations(),
            password.declarations(),
            synapse.declarations(),
            new Declarations()
                .logAlert(DriftAlert.of(LAKE))
                .output(StackOutput.DATA_FACTORY, factory.outputs().name())
                .output(StackOutput.DATA_FACTORY_ID, factory.outputs().id())
                .output(StackOutput.DATA_FACTORY_PRINCIPAL_ID, factory.outputs().principalId())
                .output(StackOutput.LAKE_CONTAINER, LAKE)
                .output(StackOutput.LAKEHOUSE_SCHEDULE, settings.lakehouse().schedule().value())));
  }

  private static SynapseWorkspace synapse(Foundation foundation, Settings settings) {
    Output<String> container = foundation.lake().containerId(LAKE);
    SynapseWorkspace synapse =
        new SynapseWorkspace(
            "synapse",
            new SynapseWorkspace.Args(
                foundation.context(),
                settings,
                foundation.lake().outputs(),
                LAKE,
                container,
                foundation
                    .encryptionKeys()
                    .map(keys -> keys.createUngranted("synapse", SynapseWorkspace.KEY_BITS))),
            TOP);
    new SynapseAccess(
        "synapse-access",
        new SynapseAccess.Args(
            foundation.context(),
            settings.access(),
            foundation.identities(),
            foundation.network().outputs(),
            synapse.outputs(),
            container,
            foundation.networkChanges()),
        TOP);
    return synapse;
  }
}

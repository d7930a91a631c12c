package io.quarterdeck.infra.lakehouse;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.foundation.PlatformSystem;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import io.quarterdeck.infra.foundation.naming.ResourceNames;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.foundation.storage.LakeContainer;
import io.quarterdeck.infra.foundation.storage.LifecycleRule;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * The lakehouse system: the container of the Delta tables, the data factory that copies tables and
 * files to the container {@code landing}, and the Synapse workspace whose serverless SQL pool reads
 * the tables.
 */
public final class LakehouseSystem implements PlatformSystem {
  private static final String LAKE = "lake";
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

  @Override
  public Declarations compose(Foundation foundation, Settings settings) {
    Optional<IdentityKey> key =
        foundation.encryptionKeys().map(keys -> keys.create("factory", DataFactory.KEY_BITS));
    DataFactory factory =
        new DataFactory(
            "data-factory",
            new DataFactory.Args(foundation.context(), settings, key, foundation.protection()),
            TOP);
    new FactoryNetwork(
        "data-factory-network",
        new FactoryNetwork.Args(
            foundation.context(), factory.outputs(), FactoryTargets.of(foundation, settings)),
        TOP);
    SourcePassword password =
        new SourcePassword(foundation.context(), foundation.vault().outputs(), settings);
    new FactoryGrants(
        "data-factory-grants",
        new FactoryGrants.Args(
            foundation.context(),
            settings.identity(),
            foundation.identities(),
            factory.outputs(),
            foundation.lake().containerId(Lake.LANDING),
            password.id()),
        TOP);
    SynapseWorkspace synapse = synapse(foundation, settings);
    return Declarations.all(
        List.of(
            factory.declarations(),
            password.declarations(),
            synapse.declarations(),
            new Declarations()
                .logAlert(DriftAlert.of(LAKE))
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

package io.quarterdeck.infra.lakehouse;

import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.foundation.PlatformSystem;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.foundation.storage.LakeContainer;
import io.quarterdeck.infra.foundation.storage.LifecycleRule;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * The lakehouse system: the container of the Delta tables, and the data factory that copies tables
 * and files to the container {@code landing}.
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
    return Declarations.all(
        List.of(
            factory.declarations(),
            password.declarations(),
            new Declarations().output(StackOutput.LAKE_CONTAINER, LAKE)));
  }
}

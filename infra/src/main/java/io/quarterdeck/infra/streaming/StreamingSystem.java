package io.quarterdeck.infra.streaming;

import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.foundation.PlatformSystem;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.identity.Principal;
import io.quarterdeck.infra.foundation.identity.Role;
import io.quarterdeck.infra.foundation.identity.RoleGrants;
import io.quarterdeck.infra.foundation.storage.LakeContainer;
import io.quarterdeck.infra.foundation.storage.LifecycleRule;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;

/**
 * The streaming system: the container of its Delta tables, and Event Hubs, from which the job reads
 * the events.
 */
public final class StreamingSystem implements PlatformSystem {
  private static final String TABLES = "streaming";
  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  /** Delta tables remain readable in the cool tier. VACUUM deletes files that no table needs. */
  @Override
  public List<LakeContainer> containers(Settings settings) {
    return List.of(
        LakeContainer.of(
            TABLES,
            LifecycleRule.cool("streaming-goes-cool", TABLES, settings.storage().coolAfterDays())));
  }

  @Override
  public Declarations compose(Foundation foundation, Settings settings) {
    EventHubs eventHubs =
        new EventHubs(
            "event-hubs",
            new EventHubs.Args(
                foundation.context(),
                settings,
                foundation.network().outputs(),
                foundation.protection(),
                foundation.databricks().outputs().ready()),
            TOP);
    new RoleGrants(foundation.context(), eventHubs)
        .grant(
            "job-receives-events",
            Principal.service(foundation.identities().job().principalId()),
            Role.EVENT_HUBS_RECEIVER,
            eventHubs.hubId());
    return Declarations.all(
        List.of(
            eventHubs.declarations(),
            new Declarations().output(StackOutput.STREAMING_CONTAINER, TABLES)));
  }
}

package io.quarterdeck.infra.batch;

import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.foundation.PlatformSystem;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.storage.LakeContainer;
import io.quarterdeck.infra.foundation.storage.LifecycleRule;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;

/**
 * The batch system. It adds the container for exports, and a lifecycle rule that moves old runs to
 * the cool tier.
 */
public final class BatchSystem implements PlatformSystem {
  private static final String CURATED = "curated";

  @Override
  public List<LakeContainer> containers(Settings settings) {
    return List.of(
        LakeContainer.of(
            CURATED,
            LifecycleRule.cool("curated-goes-cool", CURATED, settings.storage().coolAfterDays())));
  }

  @Override
  public Declarations compose(Foundation foundation, Settings settings) {
    return new Declarations().output(StackOutput.CURATED_CONTAINER, CURATED);
  }
}

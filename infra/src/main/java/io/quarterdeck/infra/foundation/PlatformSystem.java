package io.quarterdeck.infra.foundation;

import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.storage.LakeContainer;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;

/**
 * A part of the platform that a stack can enable: the extension point of the Pulumi program. A
 * system consists of a package with an implementation of this interface, which {@code Systems}
 * lists. No other code names the system.
 */
public interface PlatformSystem {
  /**
   * Returns the containers of the lake in which the system stores its data. The lake creates them,
   * because an account has one lifecycle policy for all containers.
   */
  List<LakeContainer> containers(Settings settings);

  /**
   * Creates the resources of the system, and returns its outputs, its diagnostics and its alerts.
   * {@link Foundation#protection()} creates the options and the lock of each resource that holds
   * data.
   */
  Declarations compose(Foundation foundation, Settings settings);
}

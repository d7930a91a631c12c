package io.quarterdeck.infra.foundation;

import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.naming.ResourceNames;
import io.quarterdeck.infra.foundation.network.NetworkUse;
import io.quarterdeck.infra.foundation.storage.LakeContainer;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;

/**
 * A part of the platform that a stack can enable. This interface is the extension point of the
 * Pulumi program. A system is a package with an implementation of this interface. {@code Systems}
 * lists the implementations; no other class outside the package refers to them.
 */
public interface PlatformSystem {
  /**
   * Returns the containers in which the system stores its data. The lake creates them, because a
   * storage account has one lifecycle policy for all containers.
   */
  List<LakeContainer> containers(Settings settings);

  /**
   * Returns the resources that read the lake from outside the network with their own identity, such
   * as {@code Microsoft.Synapse/workspaces/syn-1}. The firewall of the lake accepts their requests.
   */
  default List<String> lakeReaders(ResourceNames names) {
    return List.of();
  }

  /**
   * Returns what the system needs in the virtual network. The foundation creates the subnets,
   * because their changes must not run at the same time.
   */
  default NetworkUse network(Settings settings) {
    return NetworkUse.NONE;
  }

  /**
   * Creates the resources of the system, and returns its outputs, its diagnostics and its alerts.
   * Use {@link Foundation#protection()} to create the options and the lock of each resource that
   * holds data.
   */
  Declarations compose(Foundation foundation, Settings settings);
}

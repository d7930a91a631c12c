package io.quarterdeck.local.arm.store;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.List;
import java.util.Optional;

/**
 * The stored resources as a GET returns them.
 *
 * @param stored the resources as they are stored
 */
record ShownResources(ArmResources stored) implements ArmResources {
  @Override
  public Optional<ArmResource> find(String id) {
    return stored.find(id).map(this::shown);
  }

  @Override
  public List<ArmResource> list() {
    return stored.list().stream().map(this::shown).toList();
  }

  private ArmResource shown(ArmResource resource) {
    return new VirtualNetworkSubnets(stored).shown(resource);
  }
}

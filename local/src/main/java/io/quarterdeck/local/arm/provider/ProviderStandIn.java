package io.quarterdeck.local.arm.provider;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.parts.PartBehind;
import io.quarterdeck.local.arm.parts.Parts;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.arm.store.SignedInAs;
import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.StandInSite;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The azure-native provider: Pulumi's engine on one side, the local subscription on the other. A
 * file faults.txt in its folder injects faults, see {@link FaultFile}: into its writes here, into
 * reads at Resource Manager's own endpoint.
 */
public final class ProviderStandIn implements StandIn {
  /** The name of the file of faults. */
  public static final String FAULTS = "faults.txt";

  private final Parts parts;
  private volatile Optional<ControlPlane> azure = Optional.empty();

  /** A provider with these parts behind resources of the environment local. */
  public ProviderStandIn(List<PartBehind> parts) {
    this.parts = new Parts(parts);
  }

  @Override
  public String name() {
    return "provider";
  }

  @Override
  public Running start(StandInSite site) throws IOException {
    ControlPlane opened =
        ControlPlane.open(
            site.folder(), SignedInAs.LOCAL, parts, new FaultFile(site.folder().resolve(FAULTS)));
    azure = Optional.of(opened);
    return ProviderServer.start(opened, site.port());
  }

  /**
   * The resources of the local subscription, for who answers for Resource Manager; none before the
   * start. A resource that is read by its id is looked up in the real component behind it.
   */
  public ArmResources resources() {
    return new ArmResources() {
      @Override
      public Optional<ArmResource> find(String id) {
        return azure.flatMap(opened -> opened.seen(id));
      }

      @Override
      public List<ArmResource> list() {
        return azure.map(opened -> opened.resources().list()).orElseGet(List::of);
      }
    };
  }
}

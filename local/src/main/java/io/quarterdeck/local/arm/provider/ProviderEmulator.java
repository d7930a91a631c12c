package io.quarterdeck.local.arm.provider;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.backend.ResourceBackend;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Emulates the azure-native provider. It connects Pulumi's engine with the local subscription. The
 * file faults.txt in its folder injects faults into its writes, and into reads at the endpoint of
 * Resource Manager; see {@link FaultFile}.
 */
public final class ProviderEmulator implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "provider";

  /** The name of the file that contains the faults. */
  public static final String FAULTS = "faults.txt";

  private final ResourceBackends backends;
  private volatile Optional<ControlPlane> azure = Optional.empty();

  /** Creates a provider that uses these backends for resources of the environment local. */
  public ProviderEmulator(List<ResourceBackend> backends) {
    this.backends = new ResourceBackends(backends);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    ControlPlane opened =
        ControlPlane.open(
            context.folder(),
            CallerIdentity.LOCAL,
            backends,
            new FaultFile(context.folder().resolve(FAULTS)));
    azure = Optional.of(opened);
    return ProviderServer.start(opened, LocalTenant.owner(), context.port());
  }

  /**
   * Returns the resources of the local subscription, for the emulator of Resource Manager; empty
   * before the start. Reading a resource by its id checks that its real counterpart still exists,
   * and returns its actual state.
   */
  public ArmResources resources() {
    return new ArmResources() {
      @Override
      public Optional<ArmResource> find(String id) {
        return azure.flatMap(opened -> opened.read(id));
      }

      @Override
      public List<ArmResource> list() {
        return azure.map(opened -> opened.resources().list()).orElseGet(List::of);
      }
    };
  }

  /** Restarts a server, for the emulator of Resource Manager. */
  public void restart(EntraPrincipal caller, String id) {
    azure.orElseThrow().restart(caller, id);
  }
}

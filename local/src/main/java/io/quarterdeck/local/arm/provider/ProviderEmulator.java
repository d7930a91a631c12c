package io.quarterdeck.local.arm.provider;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.backend.ResourceBackend;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.requests.ResourceWrites;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.entra.EntraPrincipal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Emulates the azure-native provider. It connects Pulumi's engine with the local subscription. The
 * file faults.txt in its folder injects faults into its writes, and into reads at the endpoint of
 * Resource Manager; see {@link FaultFile}. {@link ProviderSignIn} starts it.
 */
public final class ProviderEmulator {
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

  /**
   * Opens the subscription with the state of an earlier run.
   *
   * @throws IOException if the folder cannot be read or written
   */
  ControlPlane open(Path folder) throws IOException {
    ControlPlane opened =
        ControlPlane.open(
            folder, CallerIdentity.LOCAL, backends, new FaultFile(folder.resolve(FAULTS)));
    azure = Optional.of(opened);
    return opened;
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

  /** Returns the entry of all writes, for the emulator of Resource Manager. */
  public ResourceWrites writes() {
    return new ResourceWrites(() -> azure.orElseThrow());
  }

  /** Adds a resource that another service created, such as a key in a vault. */
  public void created(ArmRequest request) {
    azure.orElseThrow().created(request);
  }

  /** Restarts a server, for the emulator of Resource Manager. */
  public void restart(EntraPrincipal caller, String id) {
    azure.orElseThrow().restart(caller, id);
  }
}

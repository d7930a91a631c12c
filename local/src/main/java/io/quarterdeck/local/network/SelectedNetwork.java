package io.quarterdeck.local.network;

import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.doctor.CallerNetwork;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.provider.ProviderEmulator;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ResourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The network that {@link ClientOrigin#VARIABLE} selects for a local stack. Without the variable,
 * and for a stack in Azure, it decides nothing.
 */
public final class SelectedNetwork implements CallerNetwork {
  @Override
  public Optional<String> obstacle(OutputValues outputs, Service service) {
    boolean local = outputs.subscriptionId().equals(CallerIdentity.LOCAL.subscriptionId());
    return Optional.ofNullable(System.getenv(ClientOrigin.VARIABLE))
        .filter(text -> local && !text.isBlank())
        .map(ClientOrigin::parse)
        .flatMap(origin -> obstacle(stored(), origin, outputs, service));
  }

  private static Optional<String> obstacle(
      ArmResources resources, ClientOrigin origin, OutputValues outputs, Service service) {
    String group = outputs.resourceGroupId();
    Optional<ArmResource> resource =
        service == Service.BLOB
            ? resources.find(outputs.storageAccountId())
            : Reachability.resource(resources, group, service);
    // A missing resource is reported by the check of the resource.
    return resource.flatMap(
        found ->
            StackNetwork.of(resources, origin, group)
                .flatMap(
                    network ->
                        new Reachability(resources, origin, network).obstacle(service, found)));
  }

  private static ArmResources stored() {
    Path azure = AzureEmulators.folder(new LocalStack(Folders.current()).folder());
    try {
      return ResourceFiles.open(azure.resolve(ProviderEmulator.NAME).resolve("resources"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

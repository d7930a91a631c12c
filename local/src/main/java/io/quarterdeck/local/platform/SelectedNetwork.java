package io.quarterdeck.local.platform;

import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.doctor.CallerNetwork;
import io.quarterdeck.cli.doctor.CallerPlace;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.provider.ProviderEmulator;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ResourceFiles;
import io.quarterdeck.local.network.ClientOrigin;
import io.quarterdeck.local.network.NetworkDecisions;
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
    return selected(outputs).flatMap(origin -> obstacle(stored(), origin, outputs, service));
  }

  @Override
  public Optional<CallerPlace> place(OutputValues outputs) {
    return selected(outputs).map(origin -> new CallerPlace(kind(origin), origin.text()));
  }

  private static CallerPlace.Kind kind(ClientOrigin origin) {
    return switch (origin.kind()) {
      case AGENTS -> CallerPlace.Kind.INSIDE;
      case PEERED -> CallerPlace.Kind.CONNECTED;
      case VPN -> CallerPlace.Kind.VPN;
      case INTERNET -> CallerPlace.Kind.PUBLIC;
    };
  }

  private static Optional<ClientOrigin> selected(OutputValues outputs) {
    boolean local = outputs.subscriptionId().equals(CallerIdentity.LOCAL.subscriptionId());
    return Optional.ofNullable(System.getenv(ClientOrigin.VARIABLE))
        .filter(text -> local && !text.isBlank())
        .map(ClientOrigin::parse);
  }

  private static Optional<String> obstacle(
      ArmResources resources, ClientOrigin origin, OutputValues outputs, Service service) {
    NetworkDecisions decisions = new NetworkDecisions(resources);
    String group = outputs.resourceGroupId();
    Optional<ArmResource> resource =
        service == Service.BLOB
            ? resources.find(outputs.storageAccountId())
            : decisions.resource(group, service);
    // A missing resource is reported by the check of the resource.
    return resource.flatMap(found -> decisions.obstacle(origin, group, service, found));
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

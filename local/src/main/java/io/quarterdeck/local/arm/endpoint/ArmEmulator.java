package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.requests.ResourceWrites;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.authorization.AccessCheck;
import io.quarterdeck.local.datafactory.DataFactories;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.AzureStyle;
import io.quarterdeck.local.http.BodyLimit;
import io.quarterdeck.local.http.LoopbackServer;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Emulates Azure Resource Manager over HTTPS: the resources in the store, and the subscription that
 * contains them. Writes take the same way as those of the provider emulator. The only actions are
 * the registration of providers and features, the connectivity check, and the restart of a server.
 *
 * @param resources the store, read at each request
 * @param account the subscription
 * @param authority checks the tokens of callers
 * @param registrations the registered resource providers, shared with the provider emulator
 * @param faults the faults to inject
 * @param restart restarts the server with this resource id for a caller; throws {@link
 *     io.quarterdeck.local.http.ApiError} if it does not run afterwards
 * @param writes the entry of all writes
 * @param factories the data factories; empty if requests below a factory are refused
 */
public record ArmEmulator(
    ArmResources resources,
    ArmAccount account,
    Authority authority,
    Registrations registrations,
    Faults faults,
    BiConsumer<EntraPrincipal, String> restart,
    ResourceWrites writes,
    Optional<DataFactories> factories)
    implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "arm";

  /** The name of the local cloud, for clients that register it. */
  public static final String CLOUD = CloudMetadata.NAME;

  /** Creates an emulator without data factories. */
  public ArmEmulator(
      ArmResources resources,
      ArmAccount account,
      Authority authority,
      Registrations registrations,
      Faults faults,
      BiConsumer<EntraPrincipal, String> restart,
      ResourceWrites writes) {
    this(resources, account, authority, registrations, faults, restart, writes, Optional.empty());
  }

  /** The host name of Resource Manager in Azure's public cloud. */
  public static final String HOST = "management.azure.com";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    return LoopbackServer.start(
        NAME,
        context,
        new AzureStyle(HOST),
        endpoint -> {
          RoleAssignments roles = new RoleAssignments(resources, account.subscriptionId());
          ArmService service =
              new ArmService(
                  new Inventory(resources, account),
                  roles,
                  registrations,
                  endpoint,
                  restart,
                  writes,
                  factories);
          return new BodyLimit(
              new ArmAuthFilter(
                  authority,
                  endpoint,
                  account,
                  faults,
                  new ArmAccessFilter(new AccessCheck(roles), account, service)));
        });
  }
}

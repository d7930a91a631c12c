package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.StandInSite;
import io.quarterdeck.local.standin.http.BearerToken;
import io.quarterdeck.local.standin.http.LoopbackServer;
import java.io.IOException;

/**
 * Azure Resource Manager's reads, over HTTPS: what is in the store of resources, and the
 * subscription around it. It writes no resource; that is the provider stand-in's work.
 *
 * @param resources the store, read at each request
 * @param account whose subscription it is
 * @param registrations the resource providers that the subscription may use, for whoever writes the
 *     resources too
 * @param faults refuses what a rehearsal wants refused
 */
public record ArmStandIn(
    ArmResources resources, ArmAccount account, Registrations registrations, ArmFaults faults)
    implements StandIn {
  /** This stand-in's name. */
  public static final String NAME = "arm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(StandInSite site) throws IOException {
    BearerToken token = new BearerToken(site.token());
    return LoopbackServer.start(
        NAME,
        site,
        endpoint ->
            new ArmDoor(
                token,
                new CloudMetadata(endpoint, account),
                faults,
                new ArmService(new Inventory(resources, account), registrations, endpoint)));
  }
}

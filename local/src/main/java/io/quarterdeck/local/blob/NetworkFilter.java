package io.quarterdeck.local.blob;

import io.quarterdeck.contract.LocalOrigin;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.network.ClientOrigin;
import io.quarterdeck.local.network.NetworkDecisions;
import java.util.Optional;

/**
 * Refuses the requests that the network rules of an account refuse, before any other check. Clients
 * connect from loopback, so the header {@code User-Agent} names the network that the user selected.
 * Without it, a request comes from inside the network, as the tasks of jobs do.
 *
 * @param rules the rules
 */
record NetworkFilter(NetworkDecisions rules) {
  /**
   * Checks the network of a caller.
   *
   * @throws ApiError {@code AuthorizationFailure}
   */
  void require(Call call, ArmResource account) {
    Optional<ClientOrigin> origin =
        call.header("User-Agent").flatMap(LocalOrigin::in).map(ClientOrigin::parse);
    if (origin.flatMap(from -> rules.refusal(from, account)).isPresent()) {
      throw BlobErrors.networkRefused();
    }
  }
}

package io.quarterdeck.cli.doctor;

import static java.util.stream.Collectors.joining;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.Loopback;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reports which path from this machine to the services is open: public addresses, the network of
 * the stack, its VPN gateway, another connected network, or none, and what to run to open one.
 *
 * @param services the checks of the services
 * @param paths the paths that the stack has
 */
record PathCheck(List<NetworkCheck> services, OutputValues outputs, Supplier<StackPaths> paths)
    implements Check {
  static final String NAME = "network path";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    CallerPlace place = place();
    if (place.kind() == CallerPlace.Kind.LOOPBACK) {
      return Finding.ok(place.words() + ": the stack is on this machine");
    }
    List<NetworkCheck> closed =
        services.stream().filter(check -> check.look().status() == Status.FAILED).toList();
    if (closed.isEmpty()) {
      return Finding.ok(place.words() + ": all services accept connections");
    }
    String found =
        closed.size() == services.size()
            ? "none is open from %s".formatted(place.words())
            : "%s: no connection to %s"
                .formatted(
                    place.words(),
                    closed.stream().map(check -> check.service().words()).collect(joining(", ")));
    return Finding.failed(found, advice(place));
  }

  private CallerPlace place() {
    if (Loopback.is(outputs.postgres().host())) {
      return CallerNetwork.selected(outputs)
          .orElseGet(() -> new CallerPlace(CallerPlace.Kind.LOOPBACK, ""));
    }
    Optional<LocalAddress> address = LocalAddress.towards(outputs.postgres().host());
    if (address.isEmpty()) {
      return new CallerPlace(CallerPlace.Kind.PUBLIC, "");
    }
    try {
      return paths.get().place(address.get());
    } catch (HttpResponseException e) {
      // Without the right to read the network, the kind of private network is not known.
      return new CallerPlace(CallerPlace.Kind.CONNECTED, address.get().text());
    }
  }

  private String advice(CallerPlace place) {
    try {
      return paths.get().advice(place, outputs.environment());
    } catch (HttpResponseException e) {
      return Unreachable.INSIDE;
    }
  }
}

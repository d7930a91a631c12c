package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.outputs.OutputValues;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Checks that a service can be reached: from the selected network, and from this machine.
 *
 * @param check the check from this machine
 */
record NetworkCheck(Check check, CallerNetwork.Service service, OutputValues outputs)
    implements Check {
  @Override
  public String name() {
    return check.name();
  }

  @Override
  public List<String> needs() {
    return check.needs();
  }

  @Override
  public Finding look() {
    return ServiceLoader.load(CallerNetwork.class).stream()
        .map(network -> network.get().obstacle(outputs, service))
        .flatMap(Optional::stream)
        .findFirst()
        .map(obstacle -> Finding.failed(obstacle, Unreachable.INSIDE))
        .orElseGet(check::look);
  }
}

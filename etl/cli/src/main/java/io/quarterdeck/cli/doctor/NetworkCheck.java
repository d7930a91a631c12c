package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.outputs.OutputValues;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Checks that a service can be reached: from the selected network, and from this machine. The check
 * of the path needs the same result, so it is computed once.
 */
final class NetworkCheck implements Check {
  private final Check check;
  private final CallerNetwork.Service service;
  private final OutputValues outputs;
  private final Once<Finding> finding = new Once<>(this::examine);

  /**
   * Creates the check.
   *
   * @param check the check from this machine
   */
  NetworkCheck(Check check, CallerNetwork.Service service, OutputValues outputs) {
    this.check = check;
    this.service = service;
    this.outputs = outputs;
  }

  CallerNetwork.Service service() {
    return service;
  }

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
    return finding.get();
  }

  private Finding examine() {
    return ServiceLoader.load(CallerNetwork.class).stream()
        .map(network -> network.get().obstacle(outputs, service))
        .flatMap(Optional::stream)
        .findFirst()
        .map(obstacle -> Finding.failed(obstacle, Unreachable.INSIDE))
        .orElseGet(check::look);
  }
}

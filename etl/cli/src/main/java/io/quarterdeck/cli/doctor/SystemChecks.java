package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.contract.PlatformSystemName;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The checks that {@code doctor} runs for a stack that has a system. {@link
 * java.util.ServiceLoader} finds the implementations.
 */
public interface SystemChecks {
  /** The name of the check that Blob accepts the caller. */
  String BLOB = "blob write";

  /** The name of the check that the Databricks workspace accepts the caller. */
  String WORKSPACE = "databricks";

  /** Returns the checks of these systems, always in the same order. */
  static List<SystemChecks> of(Set<PlatformSystemName> systems) {
    return ServiceLoader.load(SystemChecks.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(checks -> systems.contains(checks.system()))
        .sorted(Comparator.comparing(SystemChecks::system))
        .toList();
  }

  /** Returns the system. */
  PlatformSystemName system();

  /**
   * Returns the checks. They run after the checks of the foundation's resources, and may need
   * these.
   *
   * @param outputs the outputs of a stack that has this system
   */
  List<Check> checks(OutputValues outputs, ManagementClients clients);

  /**
   * Returns the checks of what register and setup-workspace create in the Databricks workspace.
   * They may depend on the check {@link #WORKSPACE}.
   *
   * @param stack a stack that has this system
   */
  default List<Check> workspace(ConnectedStack stack) {
    return List.of();
  }

  /**
   * Returns the checks of the system's results, which read the lake. They run last.
   *
   * @param outputs the outputs of a stack that has this system
   * @param stack the stack
   */
  default List<Check> results(OutputValues outputs, Stack stack) {
    return List.of();
  }

  /** Returns the resource providers that only this system uses. */
  default List<String> providers() {
    return List.of();
  }
}

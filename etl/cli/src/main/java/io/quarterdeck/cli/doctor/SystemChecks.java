package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.PlatformSystemName;
import java.util.List;

/**
 * The checks that {@code doctor} runs for a stack that has a system. {@link
 * java.util.ServiceLoader} finds the implementations.
 */
public interface SystemChecks {
  /** Returns the system. */
  PlatformSystemName system();

  /**
   * Returns the checks. They run after the checks of the foundation's resources, and may need
   * these.
   *
   * @param outputs the outputs of a stack that has this system
   */
  List<Check> checks(OutputValues outputs, ManagementClients clients);
}

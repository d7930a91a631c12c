package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.contract.PlatformSystemName;

/**
 * The steps that {@code bootstrap} runs for a system after the stack is open. {@link
 * java.util.ServiceLoader} finds the implementations.
 */
public interface SystemSteps {
  /** Returns the system. */
  PlatformSystemName system();

  /** Returns the number of steps. */
  int count();

  /**
   * Runs the steps. Each step skips work that is already done.
   *
   * @param reach whether the stack's database can be reached from this machine
   * @throws io.quarterdeck.loader.failure.Failure if a step fails
   */
  SystemResult run(BootstrapRequest request, Stack stack, Reach reach, Steps steps);
}

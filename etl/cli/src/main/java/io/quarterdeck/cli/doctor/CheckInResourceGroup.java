package io.quarterdeck.cli.doctor;

import java.util.List;

/** A check that runs only if the stack's resource group exists. */
interface CheckInResourceGroup extends Check {
  @Override
  default List<String> needs() {
    return List.of(ResourceGroupCheck.NAME);
  }
}

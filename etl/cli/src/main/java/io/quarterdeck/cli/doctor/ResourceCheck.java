package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.stack.RecreateAdvice;

/**
 * Checks that a resource that an output identifies exists and has the expected state.
 *
 * @param name the check's name
 * @param id the resource id
 * @param apiVersion the API version that the Pulumi program uses
 * @param state the expected state
 */
record ResourceCheck(
    String name, String id, String apiVersion, ResourceState state, ResourceManager manager)
    implements CheckInResourceGroup {
  @Override
  public Finding look() {
    ArmAnswer answer = manager.get(id, apiVersion);
    return answer.succeeded()
        ? state.of(answer)
        : Refused.finding(answer, RecreateAdvice.of(manager.endpoint()));
  }
}

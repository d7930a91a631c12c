package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.ArmAnswer;
import io.quarterdeck.etl.azure.ResourceManager;
import io.quarterdeck.etl.stack.RecreateAdvice;
import java.util.List;

/**
 * A resource that an output names exists, and is in order.
 *
 * @param name the check's
 * @param id the resource's
 * @param apiVersion the version that the Pulumi program writes it with
 * @param state the state that is expected
 */
record ResourceCheck(
    String name, String id, String apiVersion, ResourceState state, ResourceManager manager)
    implements Check {
  @Override
  public List<String> needs() {
    return List.of(ResourceGroupCheck.NAME);
  }

  @Override
  public Finding look() {
    ArmAnswer answer = manager.get(id, apiVersion);
    return answer.succeeded()
        ? state.of(answer)
        : Refused.finding(answer, RecreateAdvice.of(manager.endpoint()));
  }
}

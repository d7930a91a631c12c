package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.ArmAnswer;
import io.quarterdeck.etl.azure.ResourceManager;
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
  static final String GONE =
      "Run pulumi refresh, which sees that it is gone, then pulumi up, which makes it again.";

  @Override
  public List<String> needs() {
    return List.of(ResourceGroupCheck.NAME);
  }

  @Override
  public Finding look() {
    ArmAnswer answer = manager.get(id, apiVersion);
    return answer.succeeded() ? state.of(answer) : refused(answer);
  }

  /** What a refusal to show a resource means. */
  static Finding refused(ArmAnswer answer) {
    return Finding.failed(
        answer.error(),
        switch (answer.status()) {
          case 404 -> GONE;
          case 403 -> "Have the role Reader on it assigned to you.";
          default -> "Mend what Azure says, then run this again.";
        });
  }
}

package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.ArmAnswer;
import io.quarterdeck.etl.azure.ResourceManager;
import io.quarterdeck.etl.outputs.StackOutputs.JobIdentity;
import io.quarterdeck.etl.stack.RecreateAdvice;
import java.util.List;

/**
 * The identity that the access connector lends to the job exists, and is still the same one: made
 * again under its old name, it is somebody else to Databricks.
 */
record IdentityCheck(JobIdentity identity, ResourceManager manager) implements Check {
  private static final String API_VERSION = "2023-01-31";

  @Override
  public String name() {
    return "job identity";
  }

  @Override
  public List<String> needs() {
    return List.of(ResourceGroupCheck.NAME);
  }

  @Override
  public Finding look() {
    ArmAnswer answer = manager.get(identity.id(), API_VERSION);
    if (!answer.succeeded()) {
      return Refused.finding(answer, RecreateAdvice.of(manager.endpoint()));
    }
    String name = answer.text("name").orElse("it");
    String clientId = answer.text("properties", "clientId").orElse("unknown");
    return clientId.equalsIgnoreCase(identity.clientId())
        ? Finding.ok(name + ", application " + clientId)
        : Finding.failed(
            "%s is the application %s; expected %s".formatted(name, clientId, identity.clientId()),
            "It was made again: run pulumi refresh --stack NAME, then pulumi up --stack NAME, then"
                + " ./quarterdeck register --stack NAME.");
  }
}

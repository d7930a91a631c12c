package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.outputs.OutputValues.JobIdentity;
import io.quarterdeck.azure.stack.RecreateAdvice;
import io.quarterdeck.contract.ApiVersions;

/**
 * Checks that the job's identity exists and has the expected application id. An identity that was
 * deleted and created again under the same name has another id, and Databricks does not recognize
 * it.
 */
record IdentityCheck(JobIdentity identity, ResourceManager manager)
    implements CheckInResourceGroup {
  private static final String API_VERSION =
      ApiVersions.of("azure-native:managedidentity:UserAssignedIdentity").version();

  @Override
  public String name() {
    return "job identity";
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
            "It was recreated: run pulumi refresh --stack NAME, then pulumi up --stack NAME, then"
                + " ./quarterdeck register --stack NAME.");
  }
}

package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import com.azure.resourcemanager.resources.fluentcore.arm.ResourceId;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues.JobIdentity;
import io.quarterdeck.azure.stack.RecreateAdvice;
import java.util.Objects;

/**
 * Checks that the job's identity exists and has the expected application id. An identity that was
 * deleted and created again under the same name has another id, and Databricks does not recognize
 * it.
 */
record IdentityCheck(JobIdentity identity, ManagementClients clients)
    implements CheckInResourceGroup {
  @Override
  public String name() {
    return "job identity";
  }

  @Override
  public Finding look() {
    try {
      return comparison(read());
    } catch (HttpResponseException e) {
      return Refused.finding(e, RecreateAdvice.of(clients.endpoint()));
    }
  }

  private IdentityInner read() {
    ResourceId id = ResourceId.fromString(identity.id());
    return clients
        .identities(id.subscriptionId())
        .getUserAssignedIdentities()
        .getByResourceGroup(id.resourceGroupName(), id.name());
  }

  private Finding comparison(IdentityInner found) {
    String name = Objects.requireNonNullElse(found.name(), "it");
    String clientId = found.clientId() == null ? "unknown" : found.clientId().toString();
    return clientId.equalsIgnoreCase(identity.clientId())
        ? Finding.ok(name + ", application " + clientId)
        : Finding.failed(
            "%s is the application %s; expected %s".formatted(name, clientId, identity.clientId()),
            "It was recreated: run pulumi refresh --stack NAME, then pulumi up --stack NAME, then"
                + " ./quarterdeck register --stack NAME.");
  }
}

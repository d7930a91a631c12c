package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.stack.RecreateAdvice;
import java.util.List;

/**
 * Checks that a resource that an output identifies exists and that Azure has provisioned it. All
 * types have the state in the same property, so the client of generic resources reads it.
 *
 * @param name the check's name
 * @param id the resource id
 * @param apiVersion the API version that the Pulumi program uses
 */
public record ResourceCheck(String name, String id, String apiVersion, ManagementClients clients)
    implements Check {
  private static final String STATE = "provisioningState";

  @Override
  public List<String> needs() {
    return List.of(ResourceGroupCheck.NAME);
  }

  @Override
  public Finding look() {
    try {
      return state(clients.resource(id, apiVersion));
    } catch (HttpResponseException e) {
      return Refused.finding(e, RecreateAdvice.of(clients.endpoint()));
    }
  }

  /** Checks the state of a resource. */
  static Finding state(GenericResourceInner resource) {
    return ResourceState.PROVISIONED.of(
        resource.id(),
        resource.name(),
        JsonFields.of(resource.properties()).text(STATE).orElse(null));
  }
}

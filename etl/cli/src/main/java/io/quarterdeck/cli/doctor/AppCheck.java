package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.stack.RecreateAdvice;
import java.util.List;

/**
 * Checks that a function app exists and runs.
 *
 * @param name the check's name
 * @param id the resource id
 * @param apiVersion the API version that the Pulumi program uses
 */
public record AppCheck(String name, String id, String apiVersion, ManagementClients clients)
    implements Check {
  @Override
  public List<String> needs() {
    return List.of(ResourceGroupCheck.NAME);
  }

  @Override
  public Finding look() {
    try {
      var app = clients.resource(id, apiVersion);
      return ResourceState.RUNNING.of(
          app.id(), app.name(), JsonFields.of(app.properties()).text("state").orElse(null));
    } catch (HttpResponseException e) {
      return Refused.finding(e, RecreateAdvice.of(clients.endpoint()));
    }
  }
}

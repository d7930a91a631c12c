package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.RecreateAdvice;
import java.util.List;

/**
 * Checks that the resource group can be read, which needs the correct subscription and tenant and a
 * read permission.
 *
 * @param needs the checks of reachability and sign-in
 */
record ResourceGroupCheck(List<String> needs, OutputValues outputs, ManagementClients clients)
    implements Check {
  static final String NAME = "resource group";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    try {
      clients.resources(outputs.subscriptionId()).getResourceGroups().get(outputs.resourceGroup());
    } catch (HttpResponseException e) {
      return refused(AzureError.of(e));
    }
    return Finding.ok(outputs.resourceGroup() + " in the subscription " + outputs.subscriptionId());
  }

  private Finding refused(AzureError error) {
    return Finding.failed(
        error.text(),
        switch (error.code()) {
          case "ResourceGroupNotFound" ->
              "The outputs name a resource group that does not exist. "
                  + RecreateAdvice.of(clients.endpoint());
          case "SubscriptionNotFound", "InvalidAuthenticationTokenTenant" ->
              "Sign in to the subscription's tenant: az login --tenant TENANT, then az account set"
                  + " --subscription "
                  + outputs.subscriptionId()
                  + ".";
          case "AuthorizationFailed" ->
              "Ask for the role Reader: az role assignment create --role Reader"
                  + " --assignee YOU --scope "
                  + outputs.resourceGroupId()
                  + ".";
          case "InvalidAuthenticationToken", "ExpiredAuthenticationToken", "AuthenticationFailed" ->
              Refused.TOKEN;
          default -> "Fix the error that Azure reports, then run this again.";
        });
  }
}

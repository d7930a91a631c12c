package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.RecreateAdvice;
import io.quarterdeck.contract.ApiVersions;
import java.util.List;

/**
 * Checks that the resource group can be read, which needs the correct subscription and tenant and a
 * read permission.
 *
 * @param needs the checks of reachability and sign-in
 */
record ResourceGroupCheck(List<String> needs, OutputValues outputs, ResourceManager manager)
    implements Check {
  static final String NAME = "resource group";
  private static final String API_VERSION =
      ApiVersions.of("azure-native:resources:ResourceGroup").version();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    ArmAnswer answer = manager.get(outputs.resourceGroupId(), API_VERSION);
    if (answer.succeeded()) {
      return Finding.ok(
          outputs.resourceGroup() + " in the subscription " + outputs.subscriptionId());
    }
    return Finding.failed(
        answer.error(),
        switch (answer.errorCode()) {
          case "ResourceGroupNotFound" ->
              "The outputs name a resource group that does not exist. "
                  + RecreateAdvice.of(manager.endpoint());
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

package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.http.AzureError;
import io.quarterdeck.local.http.Call;
import java.util.Collection;

/** The errors of Resource Manager, with its codes and messages. */
final class ArmErrors {
  private ArmErrors() {}

  static AzureError subscriptionNotFound(String id) {
    return AzureError.of(
        404, "SubscriptionNotFound", "The subscription '" + id + "' could not be found.");
  }

  static AzureError invalidSubscriptionId(String id) {
    return AzureError.of(
        400,
        "InvalidSubscriptionId",
        "The provided subscription identifier '" + id + "' is malformed or invalid.");
  }

  static AzureError groupNotFound(String name) {
    return AzureError.of(
        404, "ResourceGroupNotFound", "Resource group '" + name + "' could not be found.");
  }

  static AzureError resourceNotFound(ResourcePath path, String group) {
    return AzureError.of(
        404,
        "ResourceNotFound",
        "The Resource '"
            + path.type()
            + "/"
            + path.name()
            + "' "
            + (group.isEmpty() ? "" : "under resource group '" + group + "' ")
            + "was not found. For more details please go to"
            + " https://aka.ms/ARMResourceNotFoundFix");
  }

  static AzureError parentNotFound(ResourcePath path) {
    return AzureError.of(
        404,
        "ParentResourceNotFound",
        "Failed to perform 'read' on resource(s) of type '"
            + path.localType()
            + "', because the parent resource '"
            + path.top()
            + "' could not be found.");
  }

  static AzureError scopeNotFound(String scope) {
    return AzureError.of(
        404,
        "ResourceNotFound",
        "The Resource '"
            + scope.substring(1)
            + "' was not found. For more details please go to"
            + " https://aka.ms/ARMResourceNotFoundFix");
  }

  static AzureError missingApiVersion() {
    return AzureError.of(
        400,
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.");
  }

  static AzureError invalidApiVersion(String version, Collection<String> supported) {
    return AzureError.of(
        400,
        "InvalidApiVersionParameter",
        "The api-version '"
            + version
            + "' is invalid. The supported versions are '"
            + String.join(",", supported)
            + "'.");
  }

  static AzureError unsupportedApiVersion(
      String version, String type, Collection<String> supported) {
    return AzureError.of(
        400,
        "NoRegisteredProviderFound",
        "No registered resource provider found for API version '"
            + version
            + "' for type '"
            + type
            + "'. The supported api-versions are '"
            + String.join(", ", supported)
            + "'.");
  }

  static AzureError invalidNamespace(String namespace) {
    return AzureError.of(
        404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid.");
  }

  static AzureError invalidType(ResourcePath path, String version) {
    return AzureError.of(
        404,
        "InvalidResourceType",
        "The resource type '"
            + path.localType()
            + "' could not be found in the namespace '"
            + path.namespace()
            + "' for api version '"
            + version
            + "'.");
  }

  static AzureError invalidParameter(String name, String value) {
    return AzureError.of(
        400,
        "InvalidQueryParameterValue",
        "Invalid " + name + " '" + value + "' specified in the query string.");
  }

  static AzureError methodNotAllowed(String method) {
    return AzureError.of(
        405,
        "HttpMethodNotSupported",
        "The resource does not support the http method '" + method + "'.");
  }

  static AzureError unknown(Call call) {
    return AzureError.of(
        404,
        "NotFound",
        "No resource or operation was found for '" + call.method() + " " + call.pathText() + "'.");
  }

  static AzureError noSubscription() {
    return AzureError.of(
        404,
        "MissingSubscription",
        "The request did not have a subscription or a valid tenant level resource provider.");
  }
}

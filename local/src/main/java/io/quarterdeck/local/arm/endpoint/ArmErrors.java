package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import java.util.Collection;

/** The errors of Resource Manager, with its codes and messages. */
final class ArmErrors {
  private ArmErrors() {}

  static ApiError subscriptionNotFound(String id) {
    return ApiError.of(
        404, "SubscriptionNotFound", "The subscription '" + id + "' could not be found.");
  }

  static ApiError invalidSubscriptionId(String id) {
    return ApiError.of(
        400,
        "InvalidSubscriptionId",
        "The provided subscription identifier '" + id + "' is malformed or invalid.");
  }

  static ApiError groupNotFound(String name) {
    return ApiError.of(
        404, "ResourceGroupNotFound", "Resource group '" + name + "' could not be found.");
  }

  static ApiError resourceNotFound(ResourcePath path, String group) {
    return notFound(
        path.type() + "/" + path.name(),
        group.isEmpty() ? "" : "under resource group '" + group + "' ");
  }

  static ApiError parentNotFound(ResourcePath path) {
    return ApiError.of(
        404,
        "ParentResourceNotFound",
        "Failed to perform 'read' on resource(s) of type '"
            + path.localType()
            + "', because the parent resource '"
            + path.top()
            + "' could not be found.");
  }

  static ApiError scopeNotFound(String scope) {
    return notFound(scope.substring(1), "");
  }

  private static ApiError notFound(String resource, String within) {
    return ApiError.of(
        404,
        "ResourceNotFound",
        "The Resource '"
            + resource
            + "' "
            + within
            + "was not found. For more details please go to"
            + " https://aka.ms/ARMResourceNotFoundFix");
  }

  static ApiError missingApiVersion() {
    return ApiError.of(
        400,
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.");
  }

  static ApiError invalidApiVersion(String version, Collection<String> supported) {
    return ApiError.of(
        400,
        "InvalidApiVersionParameter",
        "The api-version '"
            + version
            + "' is invalid. The supported versions are '"
            + String.join(",", supported)
            + "'.");
  }

  static ApiError unsupportedApiVersion(String version, String type, Collection<String> supported) {
    return ApiError.of(
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

  static ApiError unsupportedLocation(
      String location, String version, String type, Collection<String> supported) {
    return ApiError.of(
        400,
        "NoRegisteredProviderFound",
        "No registered resource provider found for location '%s' and API version '%s' for type '%s'. The supported api-versions are '%s'. The supported locations are '%s'."
            .formatted(location, version, type, version, String.join(", ", supported)));
  }

  static ApiError operationNotFound(String operation) {
    return ApiError.of(404, "OperationNotFound", "Operation " + operation + " was not found.");
  }

  static ApiError invalidNamespace(String namespace) {
    return ApiError.of(
        404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid.");
  }

  static ApiError invalidType(ResourcePath path, String version) {
    return ApiError.of(
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

  static ApiError invalidParameter(String name, String value) {
    return ApiError.of(
        400,
        "InvalidQueryParameterValue",
        "Invalid " + name + " '" + value + "' specified in the query string.");
  }

  static ApiError methodNotAllowed(String method) {
    return ApiError.of(
        405,
        "HttpMethodNotSupported",
        "The resource does not support the http method '" + method + "'.");
  }

  static ApiError unknown(Call call) {
    return ApiError.of(
        404,
        "NotFound",
        "No resource or operation was found for '" + call.method() + " " + call.pathText() + "'.");
  }

  static ApiError noSubscription() {
    return ApiError.of(
        404,
        "MissingSubscription",
        "The request did not have a subscription or a valid tenant level resource provider.");
  }
}

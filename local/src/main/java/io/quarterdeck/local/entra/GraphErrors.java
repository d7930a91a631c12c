package io.quarterdeck.local.entra;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import java.util.UUID;

/**
 * The errors of Microsoft Graph. The codes are those of "Microsoft Graph error responses and
 * resource types" on Microsoft Learn (/graph/errors) and of the issues that each method names.
 */
final class GraphErrors {
  private GraphErrors() {}

  /** microsoftgraph/microsoft-graph-docs-contrib, concepts/resolve-auth-errors.md. */
  static ApiError invalidToken(String message) {
    return ApiError.of(401, "InvalidAuthenticationToken", message);
  }

  /** microsoftgraph/msgraph-sdk-powershell #1145. */
  static ApiError denied() {
    return ApiError.of(
        403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  }

  /** microsoftgraph/microsoft-graph-toolkit #1070. */
  static ApiError notDelegated() {
    return ApiError.of(
        400, "BadRequest", "/me request is only valid with delegated authentication flow.");
  }

  /** hashicorp/terraform-provider-azuread #371. */
  static ApiError notFound(String id) {
    return ApiError.of(
        404,
        "Request_ResourceNotFound",
        "Resource '%s' does not exist or one of its queried reference-property objects are not present."
            .formatted(id));
  }

  static ApiError unsupportedFilter(String filter) {
    return ApiError.of(
        400,
        "Request_UnsupportedQuery",
        "Unsupported or invalid query filter clause specified: " + filter + ".");
  }

  static ApiError unknownPath(String path) {
    return ApiError.of(400, "BadRequest", "Resource not found for the segment '" + path + "'.");
  }

  static Answer answer(ApiError error) {
    JsonObject inner = new JsonObject();
    inner.addProperty("request-id", UUID.randomUUID().toString());
    JsonObject json = new JsonObject();
    json.addProperty("code", error.code());
    json.addProperty("message", error.getMessage());
    json.add("innerError", inner);
    JsonObject body = new JsonObject();
    body.add("error", json);
    return Answer.json(error.status(), body);
  }
}

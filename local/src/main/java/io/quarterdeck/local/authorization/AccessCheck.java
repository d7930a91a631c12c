package io.quarterdeck.local.authorization;

import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.ApiError;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Refuses requests that the role assignments do not allow, with the errors of Resource Manager.
 * Their texts are those in "Troubleshoot Azure RBAC" on Microsoft Learn and, for conditions and
 * linked scopes, in public reports (microsoft/planetary-computer-hub pull request 25).
 *
 * @param authorization the role assignments
 */
public record AccessCheck(Authorization authorization) {
  /**
   * Checks a request.
   *
   * @throws ApiError {@code AuthorizationFailed} if no role assignment allows it
   */
  public void require(EntraPrincipal caller, AccessRequest request) {
    switch (authorization.decide(caller, request)) {
      case ALLOWED -> {
        // Nothing to refuse.
      }
      case NOT_ASSIGNED ->
          throw failed(
              caller,
              request,
              "does not have authorization to perform action '%s' over scope '%s'");
      case CONDITION_NOT_MET ->
          throw failed(
              caller,
              request,
              "has an authorization with ABAC condition that is not fulfilled to perform action"
                  + " '%s' over scope '%s'");
    }
  }

  private static ApiError failed(EntraPrincipal caller, AccessRequest request, String verb) {
    return ApiError.of(
        403,
        "AuthorizationFailed",
        client(caller)
            + " "
            + verb.formatted(request.action(), request.scope())
            + " or the scope is invalid. If access was recently granted, please refresh your"
            + " credentials.");
  }

  /**
   * Checks the requests on other resources that a request needs.
   *
   * @param request an allowed request
   * @throws ApiError {@code LinkedAuthorizationFailed} if a linked request is not allowed
   */
  public void requireLinked(
      EntraPrincipal caller, AccessRequest request, List<AccessRequest> linked) {
    List<AccessRequest> refused =
        linked.stream().filter(each -> !authorization.allows(caller, each)).toList();
    if (!refused.isEmpty()) {
      throw ApiError.of(
          403,
          "LinkedAuthorizationFailed",
          "%s has permission to perform action '%s' on scope '%s'; however, it does not have permission to perform action(s) '%s' on the linked scope(s) '%s' (respectively) or the linked scope(s) are invalid."
              .formatted(
                  client(caller),
                  request.action(),
                  request.scope(),
                  refused.stream().map(AccessRequest::action).collect(Collectors.joining(",")),
                  refused.stream().map(AccessRequest::scope).collect(Collectors.joining(","))));
    }
  }

  /** Azure names a person by the user principal name, and a service principal by its client id. */
  private static String client(EntraPrincipal caller) {
    return "The client '%s' with object id '%s'"
        .formatted(caller.clientId().orElse(caller.name()), caller.objectId());
  }
}

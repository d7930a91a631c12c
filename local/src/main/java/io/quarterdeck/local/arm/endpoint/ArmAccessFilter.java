package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.authorization.AccessCheck;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Passes on the reads and actions that the caller's role assignments allow, and refuses all others.
 * As in Azure, this comes before the check whether the resource exists.
 *
 * <p>Writes pass, because {@code ControlPlane} checks them. The lists of the subscription's groups
 * and resources pass, because they contain only what the caller may read. The list of the caller's
 * own permissions passes, because it contains nothing that the caller may not know.
 *
 * @param check the role assignments
 * @param account the subscription; requests for other subscriptions pass, and are not found
 * @param inside answers the other requests
 */
record ArmAccessFilter(AccessCheck check, ArmAccount account, Service inside) implements Service {
  private static final String FEATURES = "/providers/" + FeatureRoutes.NAMESPACE;
  private static final String RESOURCES = "Microsoft.Resources/subscriptions";

  @Override
  public Answer answer(Call call) throws IOException {
    needed(call).ifPresent(request -> check.require(Callers.of(call), request));
    return inside.answer(call);
  }

  private Optional<AccessRequest> needed(Call call) {
    List<String> path = call.path();
    if (path.size() < 2
        || !path.get(0).equalsIgnoreCase("subscriptions")
        || !path.get(1).equalsIgnoreCase(account.subscriptionId())) {
      return Optional.empty();
    }
    return switch (call.method()) {
      case "GET", "HEAD" ->
          ResourcePath.of(path).map(ArmAccessFilter::read).orElseGet(() -> read(path));
      case "POST" -> ResourcePath.of(path).map(ArmAccessFilter::action);
      default -> Optional.empty();
    };
  }

  private static Optional<AccessRequest> read(ResourcePath path) {
    return path.type().equalsIgnoreCase(AuthorizationRoutes.PERMISSIONS)
        ? Optional.empty()
        : Optional.of(
            AccessRequest.action(
                path.type() + "/read", path.isCollection() ? path.parent() : path.id()));
  }

  /** The last segment of the path is the name of the action. */
  private static AccessRequest action(ResourcePath path) {
    String scope = path.scope();
    if (scope.toLowerCase(Locale.ROOT).endsWith(FEATURES.toLowerCase(Locale.ROOT))) {
      // The path names two providers: that of the features, and that of the feature.
      return AccessRequest.action(
          FeatureRoutes.NAMESPACE + "/providers/" + path.localType() + "/action",
          scope.substring(0, scope.length() - FEATURES.length()));
    }
    return AccessRequest.action(path.type() + "/action", path.parent());
  }

  /** The types of Resource Manager itself, whose paths contain no provider. */
  private static Optional<AccessRequest> read(List<String> path) {
    String scope = "/" + String.join("/", path);
    String subscription = "/" + String.join("/", path.subList(0, 2));
    if (path.size() == 2) {
      return Optional.of(AccessRequest.action(RESOURCES + "/read", scope));
    }
    return switch (path.get(2).toLowerCase(Locale.ROOT)) {
      case "resourcegroups" ->
          path.size() == 4
              ? Optional.of(AccessRequest.action(ReadableResources.GROUP_READ, scope))
              : Optional.empty();
      case "resources" -> Optional.empty();
      default ->
          Optional.of(AccessRequest.action(RESOURCES + "/" + path.get(2) + "/read", subscription));
    };
  }
}

package io.quarterdeck.local.entra;

import io.quarterdeck.local.http.ApiError;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The scopes of a token request, which name one resource.
 *
 * @param text the scopes, separated by spaces
 * @param resource the resource as the request names it; the audience of the token
 */
record RequestedScope(String text, String resource) {
  /** The scopes of OpenID Connect, which name no resource. */
  private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");

  private static final String DEFAULT = "/.default";

  /**
   * Reads the scopes of a request.
   *
   * @throws ApiError if they do not name one resource of the tenant
   */
  static RequestedScope of(String text) {
    List<String> resources =
        named(text).stream()
            .map(scope -> scope.substring(0, Math.max(0, scope.lastIndexOf('/'))))
            .distinct()
            .toList();
    if (resources.size() != 1) {
      throw EntraErrors.invalidScope(text);
    }
    return new RequestedScope(text, known(resources.get(0)));
  }

  /**
   * Reads the scope of an application's request. Microsoft's library for Java adds the scopes of
   * OpenID Connect, which have no effect (msal4j 1.23.1).
   *
   * @throws ApiError if it is not the default scope of one resource of the tenant
   */
  static RequestedScope ofApplication(String text) {
    List<String> named = named(text);
    if (named.size() != 1 || !named.get(0).endsWith(DEFAULT)) {
      throw EntraErrors.scopeWithoutDefault(String.join(" ", named));
    }
    return of(text);
  }

  private static List<String> named(String text) {
    return Arrays.stream(text.split(" "))
        .filter(scope -> !scope.isEmpty() && !OPENID.contains(scope))
        .toList();
  }

  /**
   * Returns the resource if it is one of the tenant.
   *
   * @throws ApiError otherwise
   */
  static String known(String resource) {
    if (Arrays.stream(Audience.values()).noneMatch(audience -> audience.accepts(resource))) {
      throw EntraErrors.unknownResource(resource);
    }
    return resource;
  }
}

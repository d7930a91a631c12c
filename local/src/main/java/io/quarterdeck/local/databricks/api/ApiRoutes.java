package io.quarterdeck.local.databricks.api;

import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.PathPattern;
import io.quarterdeck.local.http.Route;
import io.quarterdeck.local.http.Routes;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The supported routes. Other requests get {@code ENDPOINT_NOT_FOUND}. Add all routes before the
 * server starts.
 */
public final class ApiRoutes {
  /** Answers one call. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(ApiCall call) throws IOException;
  }

  private final List<Route> exact = new ArrayList<>();
  private final List<Route> under = new ArrayList<>();

  /** Adds a route with exactly this path. */
  public ApiRoutes at(String method, String path, Handler handler) {
    exact.add(
        new Route(
            method,
            PathPattern.exact(path),
            (call, none) -> handler.answer(new ApiCall(call, ""))));
    return this;
  }

  /**
   * Adds a route for all paths with this prefix. The remainder of the path is the {@code rest} of
   * the call. A route with exactly the path of the request takes precedence.
   */
  public ApiRoutes under(String method, String prefix, Handler handler) {
    under.add(
        new Route(
            method,
            PathPattern.under(prefix),
            (call, rest) -> handler.answer(new ApiCall(call, rest.get(0)))));
    return this;
  }

  /**
   * Returns the service of the workspace.
   *
   * @param endpoint the endpoint of the server
   * @param authority checks the tokens of callers
   * @param members admits the members of the workspace, whose tokens are verified
   */
  public Service service(
      URI endpoint,
      WorkspaceIdentity identity,
      Authority authority,
      UnaryOperator<Service> members) {
    Service workspace =
        new WorkspaceFilter(
            authority,
            new RequestLimit(identity.callsPerSecond()),
            members.apply(or(ApiRoutes::noRoute)));
    return WellKnownRoutes.of(endpoint, identity).or(workspace);
  }

  private Service or(Service other) {
    List<Route> routes = new ArrayList<>(exact);
    routes.addAll(under);
    return new Routes(routes, other);
  }

  private static Answer noRoute(Call call) {
    throw ApiError.of(
        404,
        "ENDPOINT_NOT_FOUND",
        "No API found for '" + call.method() + " " + call.target().getPath() + "'");
  }
}

package io.quarterdeck.local.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The routes of a service. The first route that matches answers.
 *
 * @param routes in the order of matching
 * @param unknown answers or refuses requests that no route matches
 */
public record Routes(List<Route> routes, Service unknown) implements Service {
  public Routes {
    routes = List.copyOf(routes);
  }

  @Override
  public Answer answer(Call call) throws IOException {
    for (Route route : routes) {
      Optional<List<String>> segments = route.match(call);
      if (segments.isPresent()) {
        return route.handler().answer(call, segments.get());
      }
    }
    return unknown.answer(call);
  }
}

package io.quarterdeck.local.standin.http;

import java.util.List;
import java.util.Optional;

/**
 * What a service answers for: the first route that fits.
 *
 * @param routes in the order in which they are tried
 * @param unknown answers, or refuses, what no route fits
 */
public record Routes(List<Route> routes, Service unknown) implements Service {
  public Routes {
    routes = List.copyOf(routes);
  }

  @Override
  public Answer answer(Call call) {
    for (Route route : routes) {
      Optional<List<String>> segments = route.match(call);
      if (segments.isPresent()) {
        return route.handler().answer(call, segments.get());
      }
    }
    return unknown.answer(call);
  }
}

package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import io.quarterdeck.local.http.Routes;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The answers of Resource Manager to authenticated requests. */
final class ArmService implements Service {
  private final ResourceProviders providers = new ResourceProviders();
  private final ResourceRoutes resources;
  private final AuthorizationRoutes authorization;
  private final Routes routes;

  ArmService(
      Inventory inventory,
      Registrations registrations,
      URI endpoint,
      BiConsumer<EntraPrincipal, String> restart) {
    resources = new ResourceRoutes(inventory, providers, endpoint);
    authorization = new AuthorizationRoutes(inventory, endpoint);
    List<Route> all = new ArrayList<>();
    all.addAll(new SubscriptionRoutes(inventory, providers).routes());
    all.addAll(new ProviderRoutes(inventory, providers, registrations, endpoint).routes());
    all.addAll(new GroupRoutes(inventory, providers, endpoint).routes());
    Operations operations = new Operations(endpoint);
    all.addAll(new NetworkWatcherRoutes(inventory, providers, operations).routes());
    all.addAll(new FlexibleServerRoutes(inventory, providers, operations, restart).routes());
    all.addAll(new CapabilityRoutes(inventory, providers, registrations).routes());
    all.addAll(resources.routes());
    routes = new Routes(all, this::other);
  }

  @Override
  public Answer answer(Call call) throws IOException {
    return routes.answer(call);
  }

  private Answer other(Call call) {
    Optional<ResourcePath> path = ResourcePath.of(call.path());
    if (call.method().equals("GET") && path.isPresent() && path.get().isCollection()) {
      String type = path.get().type();
      if (type.equalsIgnoreCase(AuthorizationRoutes.PERMISSIONS)) {
        providers.check(path.get(), call.query().get("api-version"));
        return authorization.permissions(path.get());
      }
      if (type.equalsIgnoreCase(AuthorizationRoutes.ASSIGNMENTS)) {
        providers.check(path.get(), call.query().get("api-version"));
        return authorization.assignments(call, path.get());
      }
    }
    return resources.answer(call);
  }
}

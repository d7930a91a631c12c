package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.requests.ResourceWrites;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.authorization.AccessCheck;
import io.quarterdeck.local.datafactory.DataFactories;
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
  private final RoleDefinitionRoutes definitions;
  private final WriteRoutes writes;
  private final Optional<DataFactoryRoutes> factories;
  private final Routes routes;

  ArmService(
      Inventory inventory,
      RoleAssignments roles,
      Registrations registrations,
      URI endpoint,
      BiConsumer<EntraPrincipal, String> restart,
      ResourceWrites entry,
      Optional<DataFactories> dataFactories) {
    ReadableResources readable = new ReadableResources(roles);
    resources = new ResourceRoutes(inventory, readable, providers, endpoint);
    authorization = new AuthorizationRoutes(inventory, roles, endpoint);
    definitions = new RoleDefinitionRoutes(inventory, roles, endpoint);
    factories =
        dataFactories.map(
            each -> new DataFactoryRoutes(inventory, providers, new AccessCheck(roles), each));
    List<Route> all = new ArrayList<>();
    all.addAll(new SubscriptionRoutes(inventory, readable, providers).routes());
    all.addAll(new ProviderRoutes(inventory, providers, registrations, endpoint).routes());
    all.addAll(new GroupRoutes(inventory, readable, providers, endpoint).routes());
    Operations operations = new Operations(endpoint);
    all.addAll(new NetworkWatcherRoutes(inventory, providers, operations).routes());
    all.addAll(new FlexibleServerRoutes(inventory, providers, operations, restart).routes());
    all.addAll(new CapabilityRoutes(inventory, providers, registrations).routes());
    all.addAll(new NameRoutes(inventory, providers).routes());
    all.addAll(resources.routes());
    writes = new WriteRoutes(inventory, providers, entry, new WriteAnswers(inventory, operations));
    all.addAll(writes.routes());
    routes = new Routes(all, this::other);
  }

  @Override
  public Answer answer(Call call) throws IOException {
    return routes.answer(call);
  }

  private Answer other(Call call) throws IOException {
    Optional<ResourcePath> path = ResourcePath.of(call.path());
    if (factories.isPresent() && path.isPresent()) {
      Optional<Answer> answer = factories.get().answer(call, path.get());
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    if (path.isPresent() && WriteRoutes.isWrite(call, path.get())) {
      return writes.resource(call, path.get());
    }
    if (call.method().equals("GET") && path.isPresent()) {
      return read(call, path.get());
    }
    return resources.answer(call);
  }

  private Answer read(Call call, ResourcePath path) {
    String type = path.type();
    String version = call.query().get("api-version");
    if (type.equalsIgnoreCase(RoleAssignments.DEFINITIONS)) {
      providers.check(path, version);
      return path.isCollection() ? definitions.list(call, path) : definitions.read(path);
    }
    if (path.isCollection()) {
      if (type.equalsIgnoreCase(AuthorizationRoutes.PERMISSIONS)) {
        providers.check(path, version);
        return authorization.permissions(call, path);
      }
      if (type.equalsIgnoreCase(RoleAssignments.ASSIGNMENTS)) {
        providers.check(path, version);
        return authorization.assignments(call, path);
      }
    }
    return resources.answer(call);
  }
}

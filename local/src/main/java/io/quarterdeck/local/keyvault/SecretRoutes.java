package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Pages;
import io.quarterdeck.local.http.Route;
import io.quarterdeck.local.http.Routes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Key Vault's REST API for secrets, for the only vault of the local stack. */
final class SecretRoutes {
  /**
   * Key Vault documents maxresults: "If not specified, the service will return up to 25 results".
   */
  private static final String LARGEST_PAGE = "25";

  private final Vaults vaults;
  private final Authorization authorization;
  private final URI endpoint;

  SecretRoutes(Vaults vaults, Authorization authorization, URI endpoint) {
    this.vaults = vaults;
    this.authorization = authorization;
    this.endpoint = endpoint;
  }

  Routes routes() {
    return new Routes(
        List.of(
            new Route("GET", "/secrets", this::list),
            new Route("GET", "/secrets/{name}", this::read),
            new Route("GET", "/secrets/{name}/versions", this::versions),
            new Route("GET", "/secrets/{name}/{version}", this::read),
            new Route("PUT", "/secrets/{name}", this::set),
            new Route("PATCH", "/secrets/{name}", this::update),
            new Route("PATCH", "/secrets/{name}/{version}", this::update),
            new Route("DELETE", "/secrets/{name}", this::delete),
            new Route("GET", "/deletedsecrets", this::listDeleted),
            new Route("GET", "/deletedsecrets/{name}", this::readDeleted),
            new Route("POST", "/deletedsecrets/{name}/recover", this::recover),
            new Route("DELETE", "/deletedsecrets/{name}", this::purge)),
        call -> {
          throw ApiError.of(
              404,
              "NotFound",
              "No HTTP resource was found that matches the request "
                  + call.method()
                  + " "
                  + call.pathText());
        });
  }

  /** Uses the vault, if the caller may perform the action on the secret that the path names. */
  private Answer in(
      Call call, List<String> path, String action, BiFunction<Secrets, SecretView, Answer> use) {
    return vaults.inTheOneVault(
        secrets -> {
          SecretAccess access = new SecretAccess(authorization, secrets.vault());
          access.require(Callers.of(call), action, path.stream().findFirst());
          return use.apply(secrets, new SecretView(endpoint, secrets.vault()));
        });
  }

  private Answer list(Call call, List<String> path) {
    return in(
        call,
        path,
        SecretAccess.METADATA,
        (secrets, view) ->
            new Pages(endpoint, call, pageSize(call))
                .of(secrets.live(), Secret::name, view::latest));
  }

  private Answer versions(Call call, List<String> path) {
    return in(
        call,
        path,
        SecretAccess.METADATA,
        (secrets, view) -> {
          Secret secret = secrets.live(path.get(0));
          return new Pages(endpoint, call, pageSize(call))
              .of(secret.versions(), SecretVersion::id, version -> view.item(secret, version));
        });
  }

  private Answer read(Call call, List<String> path) {
    return in(
        call,
        path,
        SecretAccess.GET,
        (secrets, view) -> {
          Secret secret = secrets.live(path.get(0));
          return Answer.json(view.bundle(secret, Secrets.version(secret, version(path))));
        });
  }

  private Answer set(Call call, List<String> path) {
    SecretRequest request = SecretRequest.set(call);
    return in(
        call,
        path,
        SecretAccess.SET,
        (secrets, view) -> {
          Secret secret =
              secrets.set(
                  path.get(0),
                  request.value().orElseThrow(),
                  request.change().applied(SecretProperties.plain()));
          return Answer.json(view.written(secret));
        });
  }

  private Answer update(Call call, List<String> path) {
    SecretRequest.Change change = SecretRequest.update(call).change();
    return in(
        call,
        path,
        SecretAccess.UPDATE,
        (secrets, view) -> {
          SecretVersion version = secrets.update(path.get(0), version(path), change);
          return Answer.json(view.item(secrets.live(path.get(0)), version));
        });
  }

  private Answer delete(Call call, List<String> path) {
    return in(
        call,
        path,
        SecretAccess.DELETE,
        (secrets, view) -> Answer.json(view.deletedBundle(secrets.delete(path.get(0)))));
  }

  private Answer listDeleted(Call call, List<String> path) {
    return in(
        call,
        path,
        SecretAccess.METADATA,
        (secrets, view) ->
            new Pages(endpoint, call, pageSize(call))
                .of(secrets.deleted(), Secret::name, view::deleted));
  }

  private Answer readDeleted(Call call, List<String> path) {
    return in(
        call,
        path,
        SecretAccess.METADATA,
        (secrets, view) -> Answer.json(view.deletedBundle(secrets.deleted(path.get(0)))));
  }

  private Answer recover(Call call, List<String> path) {
    return in(
        call,
        path,
        SecretAccess.RECOVER,
        (secrets, view) -> {
          Secret secret = secrets.recover(path.get(0));
          return Answer.json(view.item(secret, secret.latest()));
        });
  }

  private Answer purge(Call call, List<String> path) {
    return in(
        call,
        path,
        SecretAccess.PURGE,
        (secrets, view) -> {
          secrets.purge(path.get(0));
          return Answer.empty(204);
        });
  }

  private static Optional<String> version(List<String> path) {
    return path.size() > 1 ? Optional.of(path.get(1)) : Optional.empty();
  }

  private static int pageSize(Call call) {
    String text = call.query().getOrDefault("maxresults", LARGEST_PAGE);
    if (!text.matches("[1-9]|1\\d|2[0-5]")) {
      throw KeyVaultErrors.bad("Invalid value for maxresults: " + text + "; expected 1 to 25.");
    }
    return Integer.parseInt(text);
  }
}

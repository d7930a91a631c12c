package io.quarterdeck.local.devops;

import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.InvalidToken;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.BodyLimit;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.LoopbackServer;
import io.quarterdeck.local.http.Route;
import io.quarterdeck.local.http.Routes;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Emulates the part of Azure DevOps that {@code setup/pipeline} calls, for one project. It checks
 * tokens, versions of the API, names, references and the fields of each request, and refuses
 * everything else. Source: "Azure DevOps Services REST API" on Microsoft Learn
 * (/rest/api/azure/devops).
 *
 * @param authority checks the tokens
 * @param project the project
 * @param objects the objects that the requests create
 * @param administrator the object id of the person who administers the project
 */
record DevOpsEmulator(
    Authority authority, DevOpsProject project, DevOpsObjects objects, String administrator)
    implements Emulator {
  private static final Pattern VERSION = Pattern.compile("api-version=([\\w.-]+)");

  @Override
  public String name() {
    return "devOps";
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    LoopbackServer server =
        LoopbackServer.bind(name(), context.port(), Optional.of(context.tls()), new DevOpsErrors());
    List<Route> routes = new ArrayList<>();
    routes.addAll(new ProjectRoutes(project, objects).routes());
    routes.addAll(new PipelineRoutes(project, objects).routes());
    routes.addAll(new GuardRoutes(project, objects).routes());
    Service service =
        new Routes(
            routes,
            call -> {
              throw ApiError.of(
                  404, "NotFound", "No route: " + call.method() + " " + call.target());
            });
    server.serve(
        new BodyLimit(
            call -> {
              checkCaller(call);
              return service.answer(call);
            }));
    return server;
  }

  /** The extension sends its token as the password of Basic, and {@code az rest} as a bearer. */
  private void checkCaller(Call call) {
    String token =
        call.token()
            .or(() -> call.authorization().flatMap(DevOpsEmulator::password))
            .orElseThrow(() -> ApiError.of(401, "Unauthorized", "TF400813: No credentials."));
    try {
      Callers.verify(call, token, authority, Audience.AZURE_DEVOPS);
    } catch (InvalidToken refused) {
      throw ApiError.of(401, "Unauthorized", "TF400813: The token is not valid.");
    }
    EntraPrincipal caller = Callers.of(call);
    if (!caller.objectId().equals(administrator)) {
      throw ApiError.of(
          401,
          "UnauthorizedRequest",
          "TF400813: The user '%s' is not authorized to access this resource."
              .formatted(caller.name()));
    }
  }

  private static Optional<String> password(String authorization) {
    if (!authorization.startsWith("Basic ")) {
      return Optional.empty();
    }
    String pair =
        new String(
            Base64.getDecoder().decode(authorization.substring("Basic ".length())),
            StandardCharsets.UTF_8);
    return Optional.of(pair.substring(pair.indexOf(':') + 1));
  }

  /**
   * Refuses a request without the version that the path has. Clients of the extension have several
   * versions.
   */
  static void checkVersion(Call call, String... expected) {
    String found =
        Optional.ofNullable(call.query().get("api-version"))
            .or(
                () ->
                    call.header("Accept")
                        .map(VERSION::matcher)
                        .filter(Matcher::find)
                        .map(matcher -> matcher.group(1)))
            .orElse("none");
    if (!List.of(expected).contains(found)) {
      throw DevOpsErrors.bad(
          "The emulator has the version %s of %s; found %s."
              .formatted(String.join(" and ", expected), call.pathText(), found));
    }
  }
}

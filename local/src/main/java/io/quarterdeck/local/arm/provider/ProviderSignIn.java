package io.quarterdeck.local.arm.provider;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.ShellSignIn;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.AzureStyle;
import io.quarterdeck.local.http.BodyLimit;
import io.quarterdeck.local.http.LoopbackServer;
import io.quarterdeck.local.http.Route;
import io.quarterdeck.local.http.Routes;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the provider emulator for the principal that a shell is signed in as. Pulumi's engine
 * sends no credential to a provider, because it starts the provider in the shell. Therefore, each
 * principal has its own port, which {@code POST /sessions} returns to the plugin in the shell.
 *
 * <p>The port of the emulator itself speaks plain HTTP, because the plugin is a shell script.
 *
 * @param provider the provider
 * @param signIn identifies the principals
 */
public record ProviderSignIn(ProviderEmulator provider, ShellSignIn signIn) implements Emulator {
  /** The path at which a shell gets the port of its provider. */
  public static final String SESSIONS = "/sessions";

  @Override
  public String name() {
    return ProviderEmulator.NAME;
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    ControlPlane azure = provider.open(context.folder());
    LoopbackServer server =
        LoopbackServer.bind(name(), context.port(), Optional.empty(), new AzureStyle());
    Sessions sessions = new Sessions(azure, server, new HashMap<>());
    server.serve(new BodyLimit(service(sessions)));
    return sessions;
  }

  private Service service(Sessions sessions) {
    return new Routes(
        List.of(
            new Route(
                "POST",
                SESSIONS,
                (call, path) -> {
                  JsonObject answer = new JsonObject();
                  answer.addProperty("port", sessions.port(signIn.principal(call.form())));
                  return Answer.json(answer);
                })),
        call -> {
          throw ApiError.of(
              404, "NotFound", "No endpoint: " + call.method() + " " + call.pathText());
        });
  }

  /** The providers that were started, each for one principal. Thread-safe. */
  private record Sessions(
      ControlPlane azure, LoopbackServer server, Map<EntraPrincipal, ProviderServer> byPrincipal)
      implements Running {
    int port(EntraPrincipal principal) throws IOException {
      synchronized (byPrincipal) {
        ProviderServer started = byPrincipal.get(principal);
        if (started == null) {
          started = ProviderServer.start(azure, principal, 0);
          byPrincipal.put(principal, started);
        }
        return started.port();
      }
    }

    @Override
    public URI endpoint() {
      return server.endpoint();
    }

    @Override
    public void close() {
      server.close();
      synchronized (byPrincipal) {
        byPrincipal.values().forEach(ProviderServer::close);
      }
    }
  }
}

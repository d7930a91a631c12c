package io.quarterdeck.local.entra;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.BodyLimit;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.LoopbackServer;
import io.quarterdeck.local.http.Route;
import io.quarterdeck.local.http.Routes;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Emulates Microsoft Entra ID over HTTPS: the discovery document, the keys, the token endpoint, and
 * the sign-in of people with a device code. It also has the endpoint from which a job of Azure
 * Pipelines gets id tokens.
 *
 * @param tenant the tenant
 */
public record EntraEmulator(Tenant tenant) implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "entra";

  /** The path at which a job of Azure Pipelines requests an id token. */
  public static final String OIDC_REQUEST = "/pipelines/oidctoken";

  /** The path of the page on which a person completes a sign-in with a device code. */
  public static final String DEVICE_PAGE = "/devicecode";

  /** The name that clients ask about an authority that they do not know. */
  public static final String HOST = "login.microsoftonline.com";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    LoopbackServer server =
        LoopbackServer.bind(
            NAME, context.port(), Optional.of(context.tls()), new EntraStyle(tenant.clock()));
    AssertionFiles files = AssertionFiles.start(tenant);
    Service entra = service(server.endpoint());
    DirectoryGraph graph = new DirectoryGraph(tenant.directory(), tenant.tokens());
    server.serve(new BodyLimit(call -> (isForGraph(call) ? graph : entra).answer(call)));
    return new Started(server, files);
  }

  /** Microsoft Graph has the same address, because clients of a local cloud get only one. */
  private static boolean isForGraph(Call call) {
    return !call.path().isEmpty() && call.path().get(0).equals(DirectoryGraph.VERSION);
  }

  private Service service(URI endpoint) {
    DeviceCodes devices = new DeviceCodes(tenant.clock());
    DevicePage page = new DevicePage(tenant.directory(), devices);
    TokenEndpoint tokens =
        new TokenEndpoint(
            tenant,
            new Federation(tenant.pipelines().key(), tenant.clock()),
            devices,
            new PersonTokens(tenant, endpoint + "/" + LocalTenant.ID));
    return new Routes(
        List.of(
            new Route(
                "GET",
                "/{tenant}/v2.0/.well-known/openid-configuration",
                (call, path) -> discovery(endpoint, path.get(0))),
            new Route(
                "GET",
                "/common/discovery/instance",
                (call, path) -> InstanceDiscovery.answer(call, endpoint)),
            new Route("GET", "/{tenant}/discovery/v2.0/keys", (call, path) -> keys(path.get(0))),
            new Route("POST", "/{tenant}/oauth2/v2.0/token", tokens::token),
            new Route(
                "POST",
                "/{tenant}/oauth2/v2.0/devicecode",
                (call, path) -> tokens.deviceCode(call, path, endpoint + DEVICE_PAGE)),
            new Route("GET", DEVICE_PAGE, page::form),
            new Route("POST", DEVICE_PAGE, page::complete),
            new Route("POST", OIDC_REQUEST, this::pipelineToken)),
        EntraEmulator::unknown);
  }

  private static Answer unknown(Call call) {
    throw ApiError.of(404, "not_found", "No endpoint: " + call.method() + " " + call.pathText());
  }

  /**
   * Returns the fields that clients read. The emulator has no page for the authorization endpoint,
   * which the specification requires in this document.
   */
  private static Answer discovery(URI endpoint, String tenant) {
    TokenEndpoint.checkTenant(tenant);
    String authority = endpoint + "/" + LocalTenant.ID;
    JsonObject document = new JsonObject();
    document.addProperty("issuer", authority + "/v2.0");
    document.addProperty("token_endpoint", authority + "/oauth2/v2.0/token");
    document.addProperty("authorization_endpoint", authority + "/oauth2/v2.0/authorize");
    document.addProperty("device_authorization_endpoint", authority + "/oauth2/v2.0/devicecode");
    document.addProperty("jwks_uri", authority + "/discovery/v2.0/keys");
    document.add(
        "token_endpoint_auth_methods_supported", list("client_secret_post", "private_key_jwt"));
    document.add("id_token_signing_alg_values_supported", list("RS256"));
    document.add("subject_types_supported", list("pairwise"));
    document.add("scopes_supported", list("openid", "profile", "email", "offline_access"));
    return Answer.json(document);
  }

  private Answer keys(String tenant) {
    TokenEndpoint.checkTenant(tenant);
    return Answer.json(JsonParser.parseString(tenant().key().publicKeys()));
  }

  /** Answers the request of azure-identity's {@code AzurePipelinesCredential} (1.18.3). */
  private Answer pipelineToken(Call call, List<String> none) throws IOException {
    String token = tenant.directory().pipelinesToken();
    if (call.token().filter(shown -> TokenEndpoint.isSame(token, shown)).isEmpty()) {
      throw ApiError.of(401, "Unauthorized", "The request has no valid SYSTEM_ACCESSTOKEN.");
    }
    String id = call.query().getOrDefault("serviceConnectionId", "");
    ServiceConnection connection =
        tenant.directory().connections().stream()
            .filter(each -> each.id().equalsIgnoreCase(id))
            .findFirst()
            .orElseThrow(
                () ->
                    ApiError.of(404, "NotFound", "No service connection has the id '" + id + "'."));
    JsonObject answer = new JsonObject();
    answer.addProperty(
        "oidcToken", tenant.pipelines().issue(connection.subject(), PipelineTokens.LIFETIME));
    return Answer.json(answer);
  }

  private static JsonArray list(String... values) {
    JsonArray array = new JsonArray();
    List.of(values).forEach(array::add);
    return array;
  }

  private record Started(LoopbackServer server, AssertionFiles files) implements Running {
    @Override
    public URI endpoint() {
      return server.endpoint();
    }

    @Override
    public void close() {
      files.close();
      server.close();
    }
  }
}

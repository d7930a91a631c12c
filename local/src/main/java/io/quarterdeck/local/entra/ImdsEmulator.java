package io.quarterdeck.local.entra;

import com.google.gson.JsonObject;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.BodyLimit;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.LoopbackServer;
import io.quarterdeck.local.http.Route;
import io.quarterdeck.local.http.Routes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Emulates the endpoints that give tokens to programs on a machine of Azure, over plain HTTP as in
 * Azure: the Instance Metadata Service (IMDS) for managed identities ("How to use managed
 * identities on a virtual machine to acquire an access token",
 * /entra/identity/managed-identities-azure-resources/how-to-use-vm-token), and the endpoint of
 * Cloud Shell, which gives tokens of the person ("How to use managed identity in Azure Cloud
 * Shell", /azure/cloud-shell/msi-authorization).
 *
 * <p>All managed identities of the subscription are assigned to the machine. In Azure, only the
 * machine can connect to these endpoints. Here, every user of the machine can. Therefore, the paths
 * contain a secret that only the user of the local stack can read.
 *
 * @param tenant the tenant
 */
public record ImdsEmulator(Tenant tenant) implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "imds";

  private static final String TOKEN = "/metadata/identity/oauth2/token";

  @Override
  public String name() {
    return NAME;
  }

  /** Returns the path that precedes the paths of IMDS. */
  public static String machinePath(String key) {
    return "/machine/" + key;
  }

  /** Returns the path at which IMDS gives tokens. */
  public static String machineTokens(String key) {
    return machinePath(key) + TOKEN;
  }

  /** Returns the path of the Cloud Shell endpoint of a person. */
  public static String shellPath(Person person) {
    return "/shell/" + person.shellKey() + "/oauth2/token";
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    LoopbackServer server =
        LoopbackServer.bind(NAME, context.port(), Optional.empty(), new ImdsStyle());
    server.serve(new BodyLimit(routes()));
    return server;
  }

  private Routes routes() {
    return new Routes(
        List.of(
            new Route("GET", "/machine/{key}" + TOKEN, this::machineToken),
            // Microsoft's library for Java sends a query, and those for Go and Python a form.
            new Route(
                "GET",
                "/shell/{key}/oauth2/token",
                (call, path) -> personToken(call, path, call.query())),
            new Route(
                "POST",
                "/shell/{key}/oauth2/token",
                (call, path) -> personToken(call, path, call.form()))),
        call -> {
          throw notFound();
        });
  }

  private static ApiError notFound() {
    return ApiError.of(404, "not_found", "Not found");
  }

  private static ApiError invalid(String message) {
    return ApiError.of(400, "invalid_request", message);
  }

  private Answer machineToken(Call call, List<String> path) throws IOException {
    if (!TokenEndpoint.isSame(tenant.directory().machineKey(), path.get(0))) {
      throw notFound();
    }
    checkMetadata(call);
    if (!call.query().containsKey("api-version")) {
      throw invalid("Required query variable 'api-version' is missing");
    }
    String resource = resource(call.query());
    EntraPrincipal identity = identity(call).principal();
    return token(identity, identity.clientId().orElseThrow(), resource);
  }

  private Answer personToken(Call call, List<String> path, Map<String, String> parameters)
      throws IOException {
    EntraPrincipal person =
        tenant.directory().people().stream()
            .filter(each -> TokenEndpoint.isSame(each.shellKey(), path.get(0)))
            .map(Person::principal)
            .findFirst()
            .orElseThrow(ImdsEmulator::notFound);
    checkMetadata(call);
    return token(person, Clients.AZURE_CLI, resource(parameters));
  }

  private static void checkMetadata(Call call) {
    if (!call.header("Metadata").map("true"::equalsIgnoreCase).orElse(false)) {
      throw invalid("Required metadata header not specified");
    }
  }

  private static String resource(Map<String, String> parameters) {
    String resource = parameters.getOrDefault("resource", "");
    if (resource.isEmpty()) {
      throw invalid("Required query variable 'resource' is missing");
    }
    try {
      return RequestedScope.known(resource);
    } catch (ApiError refused) {
      throw ApiError.of(400, "invalid_resource", refused.getMessage());
    }
  }

  /** Returns the identity that the request selects, or the only one. */
  private Application identity(Call call) throws IOException {
    List<Application> identities =
        tenant.directory().applications().stream()
            .filter(each -> each.resourceId().isPresent())
            .toList();
    List<Application> selected =
        identities.stream().filter(identity -> isSelected(identity, call)).toList();
    if (selected.isEmpty()) {
      throw invalid("Identity not found");
    }
    if (selected.size() > 1) {
      throw invalid(
          "Multiple user assigned identities exist, please specify the clientId / resourceId of the"
              + " identity in the token request");
    }
    return selected.get(0);
  }

  private static boolean isSelected(Application identity, Call call) {
    return isSelected(call, "client_id", identity.clientId())
        && isSelected(call, "object_id", identity.principal().objectId())
        && isSelected(call, "msi_res_id", identity.resourceId().orElseThrow());
  }

  private static boolean isSelected(Call call, String parameter, String value) {
    String requested = call.query().get(parameter);
    return requested == null || requested.equalsIgnoreCase(value);
  }

  private Answer token(EntraPrincipal principal, String clientId, String resource) {
    Duration lifetime =
        principal.kind() == EntraPrincipal.Kind.USER
            ? AccessTokens.LIFETIME
            : AccessTokens.MANAGED_IDENTITY_LIFETIME;
    Instant now = tenant.clock().instant();
    JsonObject answer = new JsonObject();
    answer.addProperty(
        "access_token", tenant.tokens().issue(principal, clientId, resource, lifetime));
    answer.addProperty("client_id", clientId);
    answer.addProperty("expires_in", Long.toString(lifetime.toSeconds()));
    answer.addProperty("expires_on", Long.toString(now.plus(lifetime).getEpochSecond()));
    answer.addProperty("ext_expires_in", Long.toString(lifetime.toSeconds()));
    answer.addProperty("not_before", Long.toString(now.getEpochSecond()));
    answer.addProperty("resource", resource);
    answer.addProperty("token_type", "Bearer");
    return Answer.json(answer);
  }
}

package io.quarterdeck.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarterdeck.contract.EnvironmentVariables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTPS server for Entra, Azure Resource Manager, Key Vault, Blob and Databricks. By default it
 * returns successful responses; a test can set the response for a path. As Azure does, it ignores
 * case and repeated slashes in the paths of Resource Manager, and refuses such requests without an
 * API version.
 */
public final class AzureServer implements AutoCloseable {
  /** The token that clients must send. Entra issues it to each client. */
  public static final String TOKEN = "the-token-of-the-test";

  private static final String SUBSCRIPTIONS = "/subscriptions";
  private static final Pattern API_VERSION = Pattern.compile("(?:^|&)api-version=([^&]+)");
  private static final String TENANT = "tenant";
  private static final String TOKEN_REQUEST = "POST /" + TENANT + "/oauth2/v2.0/token";

  /** The response to a request. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public static Answer json(int status, String body) {
      return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  /** Creates a response. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(HttpExchange request) throws IOException;
  }

  private final HttpsServer server;
  private final HttpServer plain;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> apiVersions = new ConcurrentHashMap<>();

  public AzureServer(Certificate certificate) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
    plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    handlers.put(
        TOKEN_REQUEST,
        request ->
            Answer.json(
                200,
                "{\"token_type\": \"Bearer\", \"expires_in\": 3600, \"access_token\": \"%s\"}"
                    .formatted(TOKEN)));
    for (HttpServer each : List.of(server, plain)) {
      each.setExecutor(threads);
      each.createContext("/", this::handle);
      each.start();
    }
  }

  /** Returns the URL without a trailing slash. */
  public String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Returns the URL of the same server over plain HTTP, for a client without configurable
   * certificates.
   */
  public String plainUrl() {
    return "http://127.0.0.1:" + plain.getAddress().getPort();
  }

  /** Sets the response for this method and path. A path that ends with a star is a prefix. */
  public AzureServer on(String method, String path, Handler handler) {
    handlers.put(method + " " + known(path), handler);
    return this;
  }

  /** Returns JSON to requests with the token. */
  public AzureServer on(String method, String path, int status, String body) {
    return on(method, path, request -> asSignedIn(request, Answer.json(status, body)));
  }

  /** Returns the method and path of all requests so far, without requests for tokens. */
  public List<String> requests() {
    return requests;
  }

  /** Returns the API version of the last request for each path of Resource Manager. */
  public Map<String, String> apiVersions() {
    return apiVersions;
  }

  private static boolean isOfResourceManager(String path) {
    return path.regionMatches(true, 0, SUBSCRIPTIONS, 0, SUBSCRIPTIONS.length());
  }

  private static String known(String path) {
    return isOfResourceManager(path) ? path.toLowerCase(Locale.ROOT) : path;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceAll("/{2,}", "/");
    String asked = exchange.getRequestMethod() + " " + path;
    if (!asked.equals(TOKEN_REQUEST)) {
      requests.add(asked);
    }
    byte[] ignored = exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("x-received", Integer.toString(ignored.length));
    Answer answer = handler(exchange, path).answer(exchange);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private Handler handler(HttpExchange exchange, String path) {
    if (isOfResourceManager(path)) {
      Matcher version =
          API_VERSION.matcher(Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
      if (!version.find()) {
        return withoutVersion();
      }
      apiVersions.put(path, version.group(1));
    }
    String asked = exchange.getRequestMethod() + " " + known(path);
    return Optional.ofNullable(handlers.get(asked))
        .or(() -> beginning(asked))
        .orElse(request -> Answer.json(404, error("NotFound", "nothing answers " + asked)));
  }

  private static Handler withoutVersion() {
    return request ->
        Answer.json(
            400,
            error(
                "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests."));
  }

  private Optional<Handler> beginning(String asked) {
    return handlers.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("*"))
        .filter(entry -> asked.startsWith(entry.getKey().substring(0, entry.getKey().length() - 1)))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Azure's error body. */
  public static String error(String code, String message) {
    return "{\"error\": {\"code\": \"%s\", \"message\": \"%s\"}}".formatted(code, message);
  }

  /** Returns the response to requests with the token, and Key Vault's challenge to others. */
  public static Answer asSignedIn(HttpExchange request, Answer answer) {
    String shown = request.getRequestHeaders().getFirst("Authorization");
    return ("Bearer " + TOKEN).equals(shown)
        ? answer
        : new Answer(
            401,
            Map.of(
                "WWW-Authenticate",
                "Bearer authorization=\"https://login.microsoftonline.com/tenant\","
                    + " resource=\"https://vault.azure.net\""),
            error("Unauthorized", "no token of the test"));
  }

  /** A container without blobs. */
  public static Answer noBlobs() {
    return new Answer(
        200,
        Map.of("Content-Type", "application/xml"),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs/><NextMarker/></EnumerationResults>");
  }

  /** A copy within the account that the service completes at once. */
  public static Answer copied(int status) {
    return new Answer(
        status,
        Map.of(
            "ETag", "\"1\"",
            "Last-Modified", "Sat, 21 Nov 2026 10:00:00 GMT",
            "Content-Length", status == 200 ? "13" : "0",
            "x-ms-copy-completion-time", "Sat, 21 Nov 2026 10:00:00 GMT",
            "x-ms-copy-id", "1",
            "x-ms-copy-source", "https://lake.blob.core.windows.net/landing/staged",
            "x-ms-copy-status", "success"),
        "");
  }

  /** An upload, or a copy where the request names its source. */
  public static Answer written(HttpExchange request) {
    return request.getRequestHeaders().containsKey("x-ms-copy-source")
        ? copied(202)
        : blob(201, "");
  }

  /** A response of Blob, which returns error codes in a header. */
  public static Answer blob(int status, String errorCode) {
    return new Answer(
        status,
        Map.of(
            "x-ms-error-code", errorCode,
            "ETag", "\"1\"",
            "Last-Modified", "Sat, 21 Nov 2026 10:00:00 GMT",
            "x-ms-request-server-encrypted", "true"),
        "");
  }

  /** A secret in Key Vault's format. */
  public static Handler secret(String value) {
    return request ->
        asSignedIn(
            request,
            Answer.json(
                200,
                "{\"value\": \"%s\", \"id\": \"https://127.0.0.1/secrets/s/1\"}".formatted(value)));
  }

  /** Returns the environment variables with which a command reaches this server. */
  public Map<String, String> environment(Path folder, Certificate certificate) throws IOException {
    return Map.of(
        EnvironmentVariables.RESOURCE_MANAGER,
        url(),
        "AZURE_AUTHORITY_HOST",
        url(),
        "AZURE_TENANT_ID",
        TENANT,
        "AZURE_CLIENT_ID",
        "client",
        "AZURE_FEDERATED_TOKEN_FILE",
        Files.writeString(folder.resolve("assertion"), "an assertion").toString(),
        "AZURE_TOKEN_CREDENTIALS",
        "WorkloadIdentityCredential",
        EnvironmentVariables.TRUST_FILE,
        certificate.pem().toString());
  }

  @Override
  public void close() {
    server.stop(0);
    plain.stop(0);
    threads.shutdownNow();
  }
}

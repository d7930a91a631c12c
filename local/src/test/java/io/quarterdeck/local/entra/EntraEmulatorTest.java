package io.quarterdeck.local.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.entra.EntraPrincipal.Kind;
import io.quarterdeck.local.signin.LocalSignIn;
import io.quarterdeck.testkit.TestJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signs in with Azure's own libraries, and sends requests that Entra refuses. */
class EntraEmulatorTest {
  private static final String VAULT_SCOPE = "https://vault.azure.net/.default";
  private static final String IDENTITY_CLIENT = "00000000-0000-4000-8000-0000000000a1";
  private static final Application IDENTITY =
      new Application(
          new EntraPrincipal(
              "00000000-0000-4000-8000-0000000000a0",
              Optional.of(IDENTITY_CLIENT),
              "id-job",
              Kind.SERVICE_PRINCIPAL,
              Set.of()),
          Optional.of("/subscriptions/s/id-job"),
          Optional.empty(),
          List.of());

  @TempDir private static Path temporary;

  private static Path folder;

  private static LoopbackCertificate certificate;
  private static HttpClient http;
  private static Tenant tenant;
  private static EmulatorSettings settings;
  private static LocalSignIn signIn;
  private static Emulator.Running entra;
  private static Emulator.Running imds;

  @BeforeAll
  static void start() throws Exception {
    folder = Files.createDirectories(temporary.resolve("azure"));
    certificate = LoopbackCertificate.in(folder);
    http = AccessVariables.http(Optional.of(certificate.pem()));
    tenant = tenant(Clock.systemUTC());
    settings =
        EmulatorSettings.settled(
            folder.resolve("settings.properties"), List.of("entra", "imds", "arm"), Set.of());
    entra = new EntraEmulator(tenant).start(context("entra"));
    imds = new ImdsEmulator(tenant).start(context("imds"));
    signIn = new LocalSignIn(folder, settings);
  }

  @AfterAll
  static void stop() {
    entra.close();
    imds.close();
  }

  private static Tenant tenant(Clock clock) throws Exception {
    return Tenant.open(folder.resolve("entra"), () -> List.of(IDENTITY), clock);
  }

  private static EmulatorContext context(String name) {
    return new EmulatorContext(folder.resolve(name), settings.port(name), certificate.tls());
  }

  @Test
  void workloadIdentityCredentialGetsATokenOfTheApplication() throws Exception {
    EntraPrincipal caller =
        tenant
            .tokens()
            .check(
                AccessVariables.read(environment("deploy")).token(VAULT_SCOPE), Audience.KEY_VAULT);
    assertThat(caller)
        .isEqualTo(
            new EntraPrincipal(
                "00000000-0000-4000-8000-000000000030",
                Optional.of("00000000-0000-4000-8000-000000000031"),
                "deploy",
                Kind.SERVICE_PRINCIPAL,
                Set.of()));
  }

  @Test
  void azurePipelinesCredentialGetsATokenOfTheServiceConnection() throws Exception {
    Map<String, String> task = pipeline("00000000-0000-4000-8000-000000000022");
    assertThat(
            tenant
                .tokens()
                .check(AccessVariables.read(task).token(Scopes.DATABRICKS), Audience.DATABRICKS)
                .name())
        .isEqualTo("preview");
    task.put("AZURESUBSCRIPTION_CLIENT_ID", "00000000-0000-4000-8000-000000000031");
    assertRefused(
        task,
        "AADSTS700213: No matching federated identity record found for presented assertion subject"
            + " 'sc://quarterdeck/quarterdeck/quarterdeck-preview'. Check your federated identity"
            + " credential Subject, Audience and Issuer against the presented assertion."
            + " https://learn.microsoft.com/entra/workload-id/workload-identity-federation");
  }

  @Test
  void managedIdentityCredentialGetsATokenOfTheIdentity() throws Exception {
    Map<String, String> machine =
        Map.of(
            "AZURE_TOKEN_CREDENTIALS",
            "ManagedIdentityCredential",
            "AZURE_CLIENT_ID",
            IDENTITY_CLIENT,
            "AZURE_POD_IDENTITY_AUTHORITY_HOST",
            imds.endpoint() + ImdsEmulator.machinePath(tenant.directory().machineKey()));
    EntraPrincipal caller =
        tenant.tokens().check(tokenOfProcess(machine, VAULT_SCOPE), Audience.KEY_VAULT);
    assertThat(caller).isEqualTo(IDENTITY.principal());
  }

  @Test
  void shellOfAPersonGetsTokensOfThePersonWithTheGroups() throws Exception {
    SortedMap<String, String> shell = signIn.variables("owner");
    assertThat(LocalSignIn.others(shell))
        .containsExactly(
            "AZURE_CLIENT_ID",
            "AZURE_FEDERATED_TOKEN_FILE",
            "AZURE_POD_IDENTITY_AUTHORITY_HOST",
            "QUARTERDECK_STORAGE_KEY_FILE");
    EntraPrincipal caller =
        tenant.tokens().check(tokenOfProcess(shell, VAULT_SCOPE), Audience.KEY_VAULT);
    assertThat(caller)
        .isEqualTo(
            new EntraPrincipal(
                LocalTenant.OWNER_ID,
                Optional.empty(),
                "owner@quarterdeck.example",
                Kind.USER,
                Set.of("00000000-0000-4000-8000-000000000010")));
  }

  @Test
  void sessionOfAPersonGetsTokensWithoutThePassword() throws Exception {
    TokenCredential first = signIn.credential("operator");
    assertThat(checked(first, VAULT_SCOPE, Audience.KEY_VAULT).name())
        .isEqualTo("operator@quarterdeck.example");
    Path directory = folder.resolve("entra/directory.json");
    String before = Files.readString(directory);
    String password = tenant.directory().person("operator").orElseThrow().password();
    Files.writeString(directory, before.replace(password, "another password"));
    try {
      TokenCredential second = signIn.credential("operator");
      assertThat(checked(second, Scopes.DATABRICKS, Audience.DATABRICKS).name())
          .isEqualTo("operator@quarterdeck.example");
    } finally {
      Files.writeString(directory, before);
    }
  }

  @Test
  void wrongPasswordOrCodeIsRefused() throws Exception {
    String device = post("/devicecode", "client_id=" + Clients.AZURE_CLI + "&scope=" + VAULT_SCOPE);
    JsonObject codes = JsonParser.parseString(device.substring(4)).getAsJsonObject();
    String poll =
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id="
            + Clients.AZURE_CLI
            + "&device_code=";
    assertThat(error(post("/token", poll + codes.get("device_code").getAsString())))
        .isEqualTo(
            "400 authorization_pending AADSTS70016: OAuth 2.0 device flow error. Authorization is"
                + " pending. Continue polling.");
    assertThat(error(post("/token", poll + "other")))
        .startsWith("400 bad_verification_code AADSTS70018: ");
    assertThat(
            error(
                ask(
                    "POST",
                    "/devicecode",
                    "account=owner&password=guess&user_code="
                        + codes.get("user_code").getAsString())))
        .isEqualTo(
            "400 invalid_grant AADSTS50126: Error validating credentials due to invalid username or"
                + " password.");
  }

  @Test
  void unknownApplicationResourceTenantAndGrantAreRefused() throws Exception {
    Map<String, String> unknown = new HashMap<>(environment("deploy"));
    unknown.put("AZURE_CLIENT_ID", "00000000-0000-4000-8000-0000000000ff");
    assertRefused(
        unknown,
        "AADSTS700016: Application with identifier '00000000-0000-4000-8000-0000000000ff' was not"
            + " found in the directory '00000000-0000-4000-8000-000000000002'. This can happen if"
            + " the application has not been installed by the administrator of the tenant or"
            + " consented to by any user in the tenant. You may have sent your authentication"
            + " request to the wrong tenant");
    assertThat(error(application("deploy", assertion("deploy"), "https://example.com/.default")))
        .isEqualTo(
            "400 invalid_resource AADSTS500011: The resource principal named https://example.com"
                + " was not found in the tenant named 00000000-0000-4000-8000-000000000002. This"
                + " can happen if the application has not been installed by the administrator of"
                + " the tenant or consented to by any user in the tenant. You might have sent your"
                + " authentication request to the wrong tenant.");
    assertThat(error(application("deploy", assertion("deploy"), "https://vault.azure.net/all")))
        .isEqualTo(
            "400 invalid_scope AADSTS1002012: The provided value for scope"
                + " https://vault.azure.net/all is not valid. Client credential flows must have a"
                + " scope value with /.default suffixed to the resource identifier (application ID"
                + " URI).");
    assertThat(error(ask("POST", "/other/oauth2/v2.0/token", "")))
        .startsWith("400 invalid_request AADSTS90002: Tenant 'other' not found.");
    assertThat(error(post("/token", "grant_type=password&client_id=" + Clients.AZURE_CLI)))
        .isEqualTo(
            "400 unsupported_grant_type AADSTS70003: The app requested an unsupported grant type"
                + " 'password'.");
    assertThat(error(post("/token", "grant_type=client_credentials")))
        .isEqualTo(
            "400 invalid_request AADSTS900144: The request body must contain the following"
                + " parameter: 'client_id'.");
  }

  @Test
  void assertionThatDoesNotMatchTheCredentialIsRefused() throws Exception {
    JWTClaimsSet valid = SignedJWT.parse(assertion("deploy")).getJWTClaimsSet();
    assertThat(error(application("deploy", assertion("data"), VAULT_SCOPE)))
        .startsWith(
            "401 invalid_client AADSTS700213: No matching federated identity record found for"
                + " presented assertion subject 'sc://quarterdeck/quarterdeck/quarterdeck-data'.");
    assertThat(error(signed(new JWTClaimsSet.Builder(valid).issuer("https://example.com"))))
        .startsWith(
            "401 invalid_client AADSTS700211: No matching federated identity record found for"
                + " presented assertion issuer 'https://example.com'.");
    assertThat(error(signed(new JWTClaimsSet.Builder(valid).audience("api://other"))))
        .startsWith(
            "401 invalid_client AADSTS700212: No matching federated identity record found for"
                + " presented assertion audience 'api://other'.");
    String tampered = assertion("deploy");
    assertThat(error(application("deploy", withOtherSignature(tampered), VAULT_SCOPE)))
        .isEqualTo(
            "401 invalid_client AADSTS700027: Client assertion failed signature validation.");
    SigningKey other = SigningKey.in(folder.resolve("other-key.json"));
    assertThat(error(application("deploy", other.sign(valid), VAULT_SCOPE)))
        .startsWith(
            "401 invalid_client AADSTS7000272: The certificate with identifier "
                + other.key().getKeyID()
                + " used to sign the federated credential could not be found in the metadata of"
                + " identity provider "
                + LocalTenant.PIPELINES_ISSUER
                + ".");
    assertThat(error(application("deploy", "no token", VAULT_SCOPE)))
        .isEqualTo("400 invalid_request AADSTS50027: JWT token is invalid or malformed.");
    assertThat(error(tokenRequest(IDENTITY_CLIENT, assertion("deploy"), VAULT_SCOPE)))
        .isEqualTo(
            "401 invalid_client AADSTS70025: The client '"
                + IDENTITY_CLIENT
                + "'(id-job) has no configured federated identity credentials.");
  }

  @Test
  void expiredAssertionIsRefused() throws Exception {
    Instant issued = Instant.now().minus(Duration.ofMinutes(11));
    String expired =
        new PipelineTokens(tenant.pipelines().key(), at(issued))
            .issue(ServiceConnection.subject("quarterdeck-deploy"), PipelineTokens.LIFETIME);
    Instant from = Instant.ofEpochSecond(issued.getEpochSecond());
    assertThat(error(application("deploy", expired, VAULT_SCOPE)))
        .startsWith(
            "401 invalid_client AADSTS700024: Client assertion is not within its valid time range."
                + " Current time: ")
        .endsWith(
            ", assertion valid from %s, expiry time of assertion %s. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials ."
                .formatted(from, from.plus(PipelineTokens.LIFETIME)));
  }

  @Test
  void secretOfAnApplicationIsAcceptedAndAnotherIsRefused() throws Exception {
    Path directory = folder.resolve("entra/directory.json");
    String before = Files.readString(directory);
    Files.writeString(
        directory, before.replace("\"name\":\"data\"", "\"name\":\"data\",\"secret\":\"right\""));
    try {
      String request =
          "grant_type=client_credentials&client_id=00000000-0000-4000-8000-000000000041&scope="
              + VAULT_SCOPE
              + "&client_secret=";
      assertThat(post("/token", request + "right")).startsWith("200 {\"token_type\":\"Bearer\"");
      assertThat(error(post("/token", request + "wrong")))
          .isEqualTo(
              "401 invalid_client AADSTS7000215: Invalid client secret provided. Ensure the secret"
                  + " being sent in the request is the client secret value, not the client secret"
                  + " ID, for a secret added to app '00000000-0000-4000-8000-000000000041'.");
    } finally {
      Files.writeString(directory, before);
    }
  }

  @Test
  void errorHasTheFormOfEntra() throws Exception {
    String answer = post("/token", "client_id=a");
    assertThat(answer)
        .matches(
            "400 \\{\"error\":\"invalid_request\",\"error_description\":\"AADSTS900144: The request"
                + " body must contain the following parameter: 'grant_type'\\. Trace ID: [-0-9a-f]{36}"
                + " Correlation ID: [-0-9a-f]{36} Timestamp: \\d{4}-\\d\\d-\\d\\d"
                + " \\d\\d:\\d\\d:\\d\\dZ\",\"error_codes\":\\[900144\\],\"error_uri\":\"https://login\\.microsoftonline\\.com/error\\?code=900144\",\"timestamp\":\".{20}\",\"trace_id\":\".{36}\",\"correlation_id\":\".{36}\"\\}");
  }

  /** Microsoft's library for Go asks this before it trusts an authority that it does not know. */
  @Test
  void onlyTheAuthorityOfTheTenantIsConfirmed() throws Exception {
    String authority = entra.endpoint() + "/" + LocalTenant.ID;
    String path = "/common/discovery/instance?api-version=1.1&authorization_endpoint=";
    assertThat(ask("GET", path + authority + "/oauth2/v2.0/authorize", ""))
        .startsWith("200 ")
        .contains(
            "\"tenant_discovery_endpoint\":\""
                + authority
                + "/v2.0/.well-known/openid-configuration\"");
    assertThat(ask("GET", path + "https://other.example/t/oauth2/v2.0/authorize", ""))
        .startsWith("400 {\"error\":\"invalid_instance\"");
  }

  @Test
  void discoveryNamesTheKeysThatVerifyAToken() throws Exception {
    String path = "/" + LocalTenant.ID + "/v2.0/.well-known/openid-configuration";
    JsonObject document =
        JsonParser.parseString(ask("GET", path, "").substring(4)).getAsJsonObject();
    String authority = entra.endpoint() + "/" + LocalTenant.ID;
    assertThat(document.get("issuer").getAsString()).isEqualTo(authority + "/v2.0");
    assertThat(document.get("token_endpoint").getAsString())
        .isEqualTo(authority + "/oauth2/v2.0/token");
    String keys =
        document.get("jwks_uri").getAsString().substring(entra.endpoint().toString().length());
    RSAKey key = (RSAKey) JWKSet.parse(ask("GET", keys, "").substring(4)).getKeys().get(0);
    assertThat(key.isPrivate()).isFalse();
    SignedJWT token =
        SignedJWT.parse(AccessVariables.read(environment("deploy")).token(VAULT_SCOPE));
    assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    assertThat(token.getJWTClaimsSet().getClaims())
        .containsEntry("iss", "https://sts.windows.net/" + LocalTenant.ID + "/")
        .containsEntry("aud", List.of("https://vault.azure.net"))
        .containsEntry("tid", LocalTenant.ID)
        .containsEntry("appid", "00000000-0000-4000-8000-000000000031")
        .containsEntry("ver", "1.0");
  }

  @Test
  void metadataServiceRefusesWhatAzureRefuses() throws Exception {
    String path =
        ImdsEmulator.machinePath(tenant.directory().machineKey())
            + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net";
    assertThat(metadata(path, false))
        .isEqualTo(
            "400 {\"error\":\"invalid_request\",\"error_description\":\"Required metadata header not specified\"}");
    assertThat(metadata(path, true)).startsWith("200 {\"access_token\":\"");
    assertThat(metadata(path + "&client_id=other", true))
        .isEqualTo(
            "400 {\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}");
    assertThat(metadata("/machine/guess/metadata/identity/oauth2/token", true))
        .startsWith("404 {\"error\":\"not_found\"");
  }

  @Test
  void jobWithoutItsAccessTokenGetsNoIdToken() throws Exception {
    assertThat(
            ask(
                "POST",
                EntraEmulator.OIDC_REQUEST
                    + "?api-version=7.1&serviceConnectionId=00000000-0000-4000-8000-000000000022",
                ""))
        .startsWith("401 ");
  }

  @Test
  void tokenIsRefusedAfterItsLifetimeAndByOtherTenants() throws Exception {
    EntraPrincipal owner = tenant.directory().person("owner").orElseThrow().principal();
    AccessTokens earlier =
        tenant(at(Instant.now().minus(AccessTokens.LIFETIME).minusSeconds(1))).tokens();
    assertReason(earlier.issue(owner, Audience.KEY_VAULT), InvalidToken.Reason.EXPIRED);
    String valid = tenant.tokens().issue(owner, Audience.KEY_VAULT);
    assertReason(withOtherSignature(valid), InvalidToken.Reason.UNKNOWN);
    assertReason(TestTenant.token(Audience.KEY_VAULT), InvalidToken.Reason.UNKNOWN);
    assertReason(
        tenant.tokens().issue(owner, Audience.STORAGE), InvalidToken.Reason.WRONG_AUDIENCE);
    assertThat(tenant.tokens().check(valid, Audience.KEY_VAULT)).isEqualTo(owner);
  }

  private static void assertReason(String token, InvalidToken.Reason reason) {
    assertThatThrownBy(() -> tenant.tokens().check(token, Audience.KEY_VAULT))
        .isInstanceOfSatisfying(
            InvalidToken.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private static void assertRefused(Map<String, String> environment, String message) {
    assertThatThrownBy(() -> AccessVariables.read(environment).token(VAULT_SCOPE))
        .hasMessage(
            "Cannot sign in to Azure: "
                + message
                + "; expected a principal that the tenant accepts. Correct what the message names,"
                + " or sign in again.");
  }

  private static EntraPrincipal checked(TokenCredential credential, String scope, Audience audience)
      throws Exception {
    return tenant
        .tokens()
        .check(
            credential.getTokenSync(new TokenRequestContext().addScopes(scope)).getToken(),
            audience);
  }

  private static Map<String, String> environment(String application) throws Exception {
    Map<String, String> environment = new HashMap<>(signIn.variables(application));
    environment.put(EnvironmentVariables.TRUST_FILE, certificate.pem().toString());
    return environment;
  }

  private static Map<String, String> pipeline(String connection) throws Exception {
    return new HashMap<>(
        Map.of(
            "AZURE_TOKEN_CREDENTIALS",
            "AzurePipelinesCredential",
            "AZURE_AUTHORITY_HOST",
            entra.endpoint().toString(),
            "AZURESUBSCRIPTION_CLIENT_ID",
            "00000000-0000-4000-8000-000000000021",
            "AZURESUBSCRIPTION_TENANT_ID",
            LocalTenant.ID,
            "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
            connection,
            "SYSTEM_OIDCREQUESTURI",
            signIn.oidcRequest().toString(),
            "SYSTEM_ACCESSTOKEN",
            tenant.directory().pipelinesToken(),
            EnvironmentVariables.TRUST_FILE,
            certificate.pem().toString()));
  }

  /** Gets a token in another process, because the library reads variables of its own process. */
  private static String tokenOfProcess(Map<String, String> environment, String scope)
      throws Exception {
    List<String> command = new ArrayList<>(TestJvm.command());
    command.addAll(List.of(TokenMain.class.getName(), scope));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String token =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return token;
  }

  private static String assertion(String application) throws Exception {
    return Files.readString(Tenant.assertion(folder.resolve("entra"), application));
  }

  private static String signed(JWTClaimsSet.Builder claims) {
    return application("deploy", tenant.pipelines().key().sign(claims.build()), VAULT_SCOPE);
  }

  private static String withOtherSignature(String token) {
    int end = token.lastIndexOf('.') + 1;
    char other = token.charAt(end) == 'A' ? 'B' : 'A';
    return token.substring(0, end) + other + token.substring(end + 1);
  }

  private static String application(String name, String assertion, String scope) {
    String client = name.equals("deploy") ? "31" : "41";
    return tokenRequest("00000000-0000-4000-8000-0000000000" + client, assertion, scope);
  }

  private static String tokenRequest(String clientId, String assertion, String scope) {
    return post(
        "/token",
        "grant_type=client_credentials&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_id=%s&client_assertion=%s&scope=%s"
            .formatted(clientId, assertion.replace(" ", "%20"), scope));
  }

  private static String post(String endpoint, String form) {
    return ask("POST", "/" + LocalTenant.ID + "/oauth2/v2.0" + endpoint, form);
  }

  private static String ask(String method, String path, String form) {
    HttpRequest request =
        new HttpRequest(HttpMethod.valueOf(method), entra.endpoint() + path)
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/x-www-form-urlencoded");
    return send(form.isEmpty() ? request : request.setBody(form));
  }

  private static String metadata(String path, boolean header) {
    HttpRequest request = new HttpRequest(HttpMethod.GET, imds.endpoint() + path);
    return send(
        header ? request.setHeader(HttpHeaderName.fromString("Metadata"), "true") : request);
  }

  private static String send(HttpRequest request) {
    try (HttpResponse response = http.sendSync(request, Context.NONE)) {
      return response.getStatusCode() + " " + response.getBodyAsBinaryData();
    }
  }

  /** Returns the status, the error and the message without the ids of the request. */
  private static String error(String answer) {
    JsonObject body = JsonParser.parseString(answer.substring(4)).getAsJsonObject();
    return answer.substring(0, 4)
        + body.get("error").getAsString()
        + " "
        + body.get("error_description").getAsString().replaceFirst(" Trace ID: .*", "");
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }
}

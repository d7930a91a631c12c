package io.quarterdeck.local.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.google.gson.JsonParser;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.emulator.TrustStore;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.TestTenant;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The proxy before a real Azurite, with Azure's client library and with plain requests. */
@NeedsNode
class BlobEmulatorIT {
  private static final String KEY =
      Base64.getEncoder().encodeToString("of this test".getBytes(StandardCharsets.UTF_8));
  private static final String ACCOUNT = "stlake";
  private static final String ACCOUNT_ID =
      TestRoles.SUBSCRIPTION
          + "/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/"
          + ACCOUNT;
  private static final String CONTAINERS = ACCOUNT_ID + "/blobServices/default/containers/";

  private static final String BLOB_READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
  private static final String BLOB_OWNER = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
  private static final String BLOB_DELEGATOR = "db58b8e5-c6ad-4a2a-8342-4190687cbf4a";
  private static final String STRANGER = "00000000-0000-4000-8000-000000000012";

  @TempDir private static Path state;

  private static LocalBlob azurite;
  private static int port;
  private static LoopbackCertificate certificate;
  private static Emulator.Running proxy;
  private static TestRoles roles;

  /** The assignments of the current test, and the account. */
  private record Subscription() implements ArmResources {
    @Override
    public Optional<ArmResource> find(String id) {
      return list().stream().filter(each -> each.id().equalsIgnoreCase(id)).findFirst();
    }

    @Override
    public List<ArmResource> list() {
      return proxy == null ? List.of() : List.of(account());
    }
  }

  private static ArmResource account() {
    return new ArmResource(
        ACCOUNT_ID,
        "Microsoft.Storage/storageAccounts",
        "2024-01-01",
        JsonParser.parseString(
                "{\"properties\": {\"allowSharedKeyAccess\": false, \"primaryEndpoints\":"
                    + " {\"blob\":"
                    + " \"%s/%s/\"}}}".formatted(proxy.endpoint(), ACCOUNT))
            .getAsJsonObject());
  }

  @BeforeAll
  static void start() throws Exception {
    port = Ports.free();
    Path folder = state.toRealPath();
    azurite =
        new LocalBlob(folder.resolve("azurite"), Folders.current(), folder.resolve("azurite.log"));
    azurite.start(port, KEY);
    BlobServiceClient direct = LocalBlob.endpoint(port, KEY).clients().get().buildClient();
    direct.createBlobContainer("landing");
    direct.createBlobContainer("curated");
    certificate = LoopbackCertificate.in(folder.resolve("certificate"));
    proxy =
        new BlobEmulator(
                new Subscription(),
                TestTenant.authority(),
                (principal, request) -> roles.roles().decide(principal, request),
                new Azurite(port, KEY))
            .start(new EmulatorContext(folder, 0, certificate.tls()));
  }

  @AfterAll
  static void stop() {
    proxy.close();
    azurite.stop();
  }

  @BeforeEach
  void withoutAssignments() {
    roles = new TestRoles();
  }

  @Test
  void aContributorOfTheDataWritesReadsListsCopiesAndDeletes() {
    roles.assign(STRANGER, TestRoles.BLOB_CONTRIBUTOR, ACCOUNT_ID);
    BlobContainerClient landing = container("landing");
    String name = "a folder/x + y%20ä//z?.csv";
    landing.getBlobClient(name).upload(BinaryData.fromString("1,2\n"));
    assertThat(landing.listBlobs()).extracting(BlobItem::getName).containsExactly(name);
    BlobClient copy = container("curated").getBlobClient("copy.csv");
    copy.beginCopy(landing.getBlobClient(name).getBlobUrl(), Duration.ofMillis(50))
        .waitForCompletion();
    assertThat(copy.downloadContent()).hasToString("1,2\n");
    assertThat(copy.getProperties().getBlobSize()).isEqualTo(4);
    copy.delete();
    landing.getBlobClient(name).delete();
    assertThat(landing.getBlobClient(name).exists()).isFalse();
    assertThat(landing.listBlobs()).isEmpty();
  }

  @Test
  void largeBlobsPassUnchanged() {
    roles.assign(STRANGER, TestRoles.BLOB_CONTRIBUTOR, ACCOUNT_ID);
    byte[] content = new byte[20 << 20];
    new Random(1).nextBytes(content);
    BlobClient blob = container("landing").getBlobClient("large");
    blob.uploadWithResponse(
        new BlobParallelUploadOptions(new ByteArrayInputStream(content))
            .setParallelTransferOptions(
                new ParallelTransferOptions()
                    .setBlockSizeLong(8L << 20)
                    .setMaxSingleUploadSizeLong(8L << 20)),
        null,
        null);
    assertThat(blob.downloadContent().toBytes()).isEqualTo(content);
    blob.delete();
  }

  @Test
  void theRolesOfTheControlPlaneGiveNoRightOnData() {
    // The owner of the tenant is Owner of the subscription.
    assertThat(refusal(() -> listed(owner()))).isEqualTo("403 AuthorizationPermissionMismatch");
    roles.assign(STRANGER, TestRoles.CONTRIBUTOR, TestRoles.SUBSCRIPTION);
    assertThat(refusal(() -> listed(client()))).isEqualTo("403 AuthorizationPermissionMismatch");
    // Containers are resources, so that Contributor has the right on them.
    client().createBlobContainer("made");
    client().deleteBlobContainer("made");
  }

  @Test
  void aReaderOfTheDataCannotWriteOrDelete() {
    roles.assign(STRANGER, BLOB_READER, ACCOUNT_ID);
    BlobContainerClient landing = container("landing");
    assertThat(landing.listBlobs()).isEmpty();
    assertThat(landing.exists()).isTrue();
    assertThat(client().listBlobContainers())
        .extracting(item -> item.getName())
        .contains("curated", "landing");
    assertThat(refusal(() -> landing.getBlobClient("a").upload(BinaryData.fromString("x"))))
        .isEqualTo("403 AuthorizationPermissionMismatch");
    assertThat(refusal(() -> landing.getBlobClient("a").delete()))
        .isEqualTo("403 AuthorizationPermissionMismatch");
    assertThat(refusal(() -> client().createBlobContainer("other")))
        .isEqualTo("403 AuthorizationPermissionMismatch");
  }

  @Test
  void aRoleOnAContainerAppliesToThisContainer() {
    roles.assign(STRANGER, BLOB_OWNER, CONTAINERS + "curated");
    container("curated").getBlobClient("a").upload(BinaryData.fromString("x"), true);
    assertThat(refusal(() -> listed(client()))).isEqualTo("403 AuthorizationPermissionMismatch");
    // The source of the copy is in the other container.
    LocalBlob.endpoint(port, KEY)
        .clients()
        .get()
        .buildClient()
        .getBlobContainerClient("landing")
        .getBlobClient("b")
        .upload(BinaryData.fromString("secret"), true);
    assertThat(
            refusal(
                () ->
                    container("curated")
                        .getBlobClient("b")
                        .copyFromUrl(container("landing").getBlobClient("b").getBlobUrl())))
        .isEqualTo("403 AuthorizationPermissionMismatch");
    container("curated").getBlobClient("a").delete();
  }

  @Test
  void aDelegatorHasNoRightOnData() {
    roles.assign(STRANGER, BLOB_DELEGATOR, ACCOUNT_ID);
    assertThat(refusal(() -> listed(client()))).isEqualTo("403 AuthorizationPermissionMismatch");
  }

  @Test
  void requestsWithoutAValidTokenAreChallenged() throws Exception {
    HttpResponse<String> anonymous = get("/landing?restype=container&comp=list", "");
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(anonymous.headers().firstValue("x-ms-error-code"))
        .contains("NoAuthenticationInformation");
    assertThat(anonymous.headers().firstValue("WWW-Authenticate"))
        .contains(
            "Bearer authorization_uri=https://127.0.0.1:1/"
                + LocalTenant.ID
                + "/oauth2/authorize resource_id=https://storage.azure.com");

    assertThat(get("/landing/a", "Bearer " + TestTenant.personToken("owner", Audience.KEY_VAULT)))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(401);
              assertThat(answer.body())
                  .startsWith(
                      "<?xml version=\"1.0\""
                          + " encoding=\"utf-8\"?><Error><Code>InvalidAuthenticationInfo</Code><Message>Server"
                          + " failed to authenticate the request. Please refer to the information"
                          + " in the www-authenticate header.\n"
                          + "RequestId:")
                  .endsWith(
                      "</Message><AuthenticationErrorDetail>Audience validation failed. Audience"
                          + " did not match.</AuthenticationErrorDetail></Error>");
            });
    assertThat(get("/landing/a", "Bearer " + expired()).body())
        .contains("Lifetime validation failed. The token is expired.");
    assertThat(get("/landing/a", "Bearer x.y.z").body())
        .contains("Issuer validation failed. Issuer did not match.");
  }

  @Test
  void keysAreRefused() throws Exception {
    String code =
        refusal(
            () ->
                new BlobServiceClientBuilder()
                    .endpoint(proxy.endpoint() + "/" + ACCOUNT)
                    .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
                    .httpClient(AccessVariables.http(Optional.of(certificate.pem())))
                    .buildClient()
                    .getBlobContainerClient("landing")
                    .getBlobClient("a")
                    .getProperties());
    assertThat(code).isEqualTo("403 KeyBasedAuthenticationNotPermitted");
    assertThat(get("/landing/a?sv=2025-01-05&sig=x", "").headers().firstValue("x-ms-error-code"))
        .contains("KeyBasedAuthenticationNotPermitted");
  }

  @Test
  void whatTheServiceDoesNotHaveIsRefused() throws Exception {
    String token = "Bearer " + TestTenant.personToken("stranger", Audience.STORAGE);
    roles.assign(STRANGER, BLOB_OWNER, ACCOUNT_ID);
    assertThat(get("/landing?restype=container&comp=acl", token).statusCode()).isEqualTo(501);
    assertThat(
            send(URI.create(proxy.endpoint() + "/stother/landing/a"), "GET", "", token)
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aPlainRequestReadsABlob() throws Exception {
    roles.assign(STRANGER, BLOB_OWNER, ACCOUNT_ID);
    container("landing").getBlobClient("plain").upload(BinaryData.fromString("text"), true);
    HttpResponse<String> read =
        get("/landing/plain", "Bearer " + TestTenant.personToken("stranger", Audience.STORAGE));
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).isEqualTo("text");
    container("landing").getBlobClient("plain").delete();
  }

  /** The client sends 8 MiB before it reads the answer. */
  @Test
  void aRefusalReachesAClientThatSendsALargeBody() throws Exception {
    String token = "Bearer " + TestTenant.personToken("stranger", Audience.STORAGE);
    assertThat(
            send(
                    URI.create(proxy.endpoint() + "/" + ACCOUNT + "/landing/a"),
                    "PUT",
                    "x".repeat(8 << 20),
                    token)
                .statusCode())
        .isEqualTo(403);
  }

  private static String expired() {
    Clock past = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);
    return TestTenant.token(TestTenant.open(past), Audience.STORAGE);
  }

  private static void listed(BlobServiceClient client) {
    client
        .getBlobContainerClient("landing")
        .listBlobs()
        .forEach(blob -> assertThat(blob).isNotNull());
  }

  private static String refusal(Runnable request) {
    BlobStorageException refused = catchThrowableOfType(BlobStorageException.class, request::run);
    assertThat(refused).isNotNull();
    return refused.getStatusCode() + " " + refused.getErrorCode();
  }

  private static BlobContainerClient container(String name) {
    return client().getBlobContainerClient(name);
  }

  private static BlobServiceClient client() {
    return client(TestTenant.personToken("stranger", Audience.STORAGE));
  }

  private static BlobServiceClient owner() {
    return client(TestTenant.personToken("owner", Audience.STORAGE));
  }

  private static BlobServiceClient client(String token) {
    AccessToken issued = new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
    return new BlobServiceClientBuilder()
        .endpoint(proxy.endpoint() + "/" + ACCOUNT)
        .credential(request -> Mono.just(issued))
        .httpClient(AccessVariables.http(Optional.of(certificate.pem())))
        .buildClient();
  }

  private static HttpResponse<String> get(String path, String authorization) throws Exception {
    return send(URI.create(proxy.endpoint() + "/" + ACCOUNT + path), "GET", "", authorization);
  }

  private static HttpResponse<String> send(
      URI uri, String method, String body, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .version(HttpClient.Version.HTTP_1_1)
            .header("x-ms-version", "2025-01-05")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newBuilder()
        .sslContext(trusting())
        .build()
        .send(request.build(), BodyHandlers.ofString());
  }

  private static SSLContext trusting() throws Exception {
    TrustStore store = TrustStore.in(state.toRealPath(), certificate.pem());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(store.file().toFile(), "changeit".toCharArray()));
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return tls;
  }
}

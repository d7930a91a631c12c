package io.quarterdeck.local.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import io.quarterdeck.local.names.AzureNamesProxy;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uses the keys of a vault at the address that the vault has in Azure. */
class KeyOperationsTest {
  private static final String VAULT =
      TestRoles.SUBSCRIPTION
          + "/resourceGroups/rg-pulumi/providers/Microsoft.KeyVault/vaults/qdeckkeys";
  private static final String CRYPTO_USER = "12338af0-0e69-4776-bea7-57ae8d297424";
  private static final String PREVIEW = "00000000-0000-4000-8000-000000000020";

  @TempDir private static Path folder;

  private static Emulator.Running vault;
  private static Emulator.Running proxy;
  private static HttpClient http;

  /** The only role of the identity is one on the key {@code pulumi-dev}. */
  @BeforeAll
  static void start() throws Exception {
    LoopbackCertificate certificate = LoopbackCertificate.in(folder);
    EmulatorContext context = new EmulatorContext(folder, 0, certificate.tls());
    vault =
        new KeyVaultEmulator(
                Vaults.open(folder.resolve("vaults")),
                new TwoKeys(),
                TestTenant.authority(),
                new TestRoles().assign(PREVIEW, CRYPTO_USER, VAULT + "/keys/pulumi-dev").roles())
            .start(context);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), vault.endpoint().getPort());
    proxy =
        new AzureNamesProxy(name -> Optional.of(address).filter(any -> name.startsWith("qdeck")))
            .start(context);
    http =
        HttpClient.newBuilder()
            .sslContext(trusting(certificate.pem()))
            .proxy(
                ProxySelector.of(
                    new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), proxy.endpoint().getPort())))
            .build();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    vault.close();
  }

  @Test
  void aValueIsEncryptedAndDecryptedWithTheNewestVersion() throws Exception {
    JsonObject encrypted = json(post("pulumi-dev/encrypt", "c2VjcmV0"));
    String version = encrypted.get("kid").getAsString().replaceFirst(".*/", "");
    assertThat(encrypted.get("kid").getAsString())
        .isEqualTo("https://qdeckkeys.vault.azure.net/keys/pulumi-dev/" + version);
    String value = encrypted.get("value").getAsString();
    assertThat(value).isNotEqualTo("c2VjcmV0");

    assertThat(json(post("pulumi-dev/decrypt", value)).get("value").getAsString())
        .isEqualTo("c2VjcmV0");
    assertThat(json(post("pulumi-dev/" + version + "/decrypt", value)).get("value").getAsString())
        .isEqualTo("c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource({"encrypt", "decrypt"})
  void aRoleOnOneKeyDoesNotAllowTheUseOfAnother(String operation) throws Exception {
    HttpResponse<String> refused = post("pulumi-prod/" + operation, "c2VjcmV0");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "ForbiddenByRbac",
            "Action: 'Microsoft.KeyVault/vaults/keys/" + operation + "/action'",
            "/keys/pulumi-prod'");
  }

  @Test
  void whatTheKeyDidNotEncryptIsRefused() throws Exception {
    HttpResponse<String> refused = post("pulumi-dev/decrypt", "c2VjcmV0");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"BadParameter\"", "The parameter is incorrect.");
    assertThat(post("pulumi-dev/none/decrypt", "c2VjcmV0").body())
        .contains("\"KeyNotFound\"", "A key with (name/id) pulumi-dev/none was not found");
  }

  private static HttpResponse<String> post(String path, String value) throws Exception {
    JsonObject body = new JsonObject();
    body.addProperty("alg", "RSA-OAEP-256");
    body.addProperty("value", value);
    return http.send(
        HttpRequest.newBuilder(
                URI.create("https://qdeckkeys.vault.azure.net/keys/" + path + "?api-version=7.6"))
            .header(
                "Authorization",
                "Bearer " + TestTenant.applicationToken("preview", Audience.KEY_VAULT))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private static SSLContext trusting(Path pem) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      store.setCertificateEntry(
          "vault", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** A vault with the keys {@code pulumi-dev} and {@code pulumi-prod}. */
  private static final class TwoKeys implements SubscriptionVaults {
    @Override
    public Optional<VaultResource> find(String name) {
      return Optional.of(new VaultResource(VAULT, "swedencentral", VaultResource.MOST_DAYS, true))
          .filter(found -> found.name().equals(name));
    }

    @Override
    public boolean hasKey(VaultResource in, String name) {
      return name.equals("pulumi-dev") || name.equals("pulumi-prod");
    }

    @Override
    public void addKey(VaultResource in, String name, int size) {
      throw new UnsupportedOperationException("the test creates no key");
    }
  }
}

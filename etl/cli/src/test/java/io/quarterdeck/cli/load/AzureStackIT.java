package io.quarterdeck.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import io.quarterdeck.testkit.OutputsFile;
import io.quarterdeck.testkit.TestPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads into a stack that is opened from its outputs: a real PostgreSQL, and an HTTPS server for
 * the rest.
 */
class AzureStackIT {
  @RegisterExtension static final TestPostgres POSTGRES = new TestPostgres();

  private static final String SHOP =
      """
      name: shop
      table: shop.sales
      columns:
        - {name: item, source: Item, type: text, nullable: false}
      """;

  @TempDir private static Path shared;
  private static Certificate certificate;

  @TempDir private Path folder;
  private AzureServer azure;

  @BeforeAll
  static void askForPasswords() throws Exception {
    certificate = Certificate.in(shared);
    POSTGRES.execute("create role loader login superuser password 'of-the-vault'");
    Path rules = Path.of(POSTGRES.rows("show hba_file").get(0));
    Files.writeString(rules, "host all loader all scram-sha-256\n" + Files.readString(rules));
    POSTGRES.execute("select pg_reload_conf()");
  }

  @BeforeEach
  void startAzure() throws Exception {
    azure = new AzureServer(certificate);
    Files.writeString(folder.resolve("shop.yaml"), SHOP);
    Files.writeString(folder.resolve("a.csv"), "Item\ntea\npot\n");
    azure.on(
        "HEAD",
        "/lake/*",
        request ->
            request.getRequestURI().getPath().contains("/_loading/")
                ? AzureServer.blob(404, "BlobNotFound")
                : AzureServer.copied(200));
    azure.on("GET", "/lake/*", request -> AzureServer.noBlobs());
    azure.on("DELETE", "/lake/*", request -> AzureServer.blob(202, ""));
    azure.on(
        "PUT", "/lake/*", request -> AzureServer.asSignedIn(request, AzureServer.written(request)));
  }

  @AfterEach
  void stopAzure() throws Exception {
    azure.close();
    POSTGRES.execute("drop schema if exists shop cascade");
    POSTGRES.execute("drop schema if exists quarterdeck cascade");
  }

  @Test
  void theVaultsPasswordOpensPostgresAndATokenOpensBlob() throws Exception {
    azure.on("GET", "/secrets/postgres-password/", AzureServer.secret("of-the-vault"));

    Run run = load(outputs().with("postgresAuth", "password"));

    assertThat(run.error()).doesNotContain("Cannot");
    assertThat(run.out()).contains("Loaded 2 rows of a.csv into shop.sales as load 1");
    assertThat(POSTGRES.rows("select item from shop.sales order by 1"))
        .containsExactly("pot", "tea");
    assertThat(azure.requests())
        .anyMatch(request -> request.matches("PUT /lake/landing/shop/sha256=[0-9a-f]{64}/a.csv"));
  }

  @Test
  void aTokenIsThePasswordWhereRolesSignInWithEntra() throws Exception {
    POSTGRES.execute("alter role loader password '" + AzureServer.TOKEN + "'");
    try {
      assertThat(load(outputs()).out()).contains("Loaded 2 rows of a.csv into shop.sales");
    } finally {
      POSTGRES.execute("alter role loader password 'of-the-vault'");
    }
  }

  @Test
  void aTokenThatPostgresRefusesIsToldWithWhatToDo() throws Exception {
    Run run = load(outputs());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .endsWith(
            ": password authentication failed for user \"loader\" (SQLSTATE 28P01); expected a"
                + " role and password that sign in at loader@"
                + POSTGRES.jdbcUrl()
                + ". Sign in as an administrator of the server or as a member of its group ("
                + "id-qdeck-dev-weu-0c472-deployment, Data Platform Operators), or name a role of your own with --user. An administrator creates one with pgaadauth_create_principal.");
  }

  @Test
  void aSecretThatMayNotBeReadIsTold() throws Exception {
    azure.on(
        "GET",
        "/secrets/postgres-password/",
        403,
        AzureServer.error("Forbidden", "no action allowed"));

    Run run = load(outputs().with("postgresAuth", "password"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .contains("Cannot read the secret postgres-password of " + azure.url() + "/: ")
        .contains("no action allowed")
        .endsWith(
            "expected a secret that you may read. Run ./quarterdeck doctor to see what is missing.");
  }

  @Test
  void theStorageKeyTakesTheTokensPlaceWhereItIsGiven() throws Exception {
    POSTGRES.execute("alter role loader password '" + AzureServer.TOKEN + "'");
    azure.on(
        "PUT",
        "/lake/*",
        request ->
            request.getRequestHeaders().getFirst("Authorization").startsWith("SharedKey lake:")
                ? AzureServer.written(request)
                : AzureServer.blob(403, ""));
    try {
      Path key = Files.writeString(folder.resolve("key"), "c2VjcmV0\n");
      Run run = load(outputs(), Map.of(EnvironmentVariables.STORAGE_KEY_FILE, key.toString()));
      assertThat(run.out()).contains("Loaded 2 rows of a.csv into shop.sales");
    } finally {
      POSTGRES.execute("alter role loader password 'of-the-vault'");
    }
  }

  @Test
  void aCertificateThatIsNotTrustedStopsTheLoad() throws Exception {
    Run run =
        load(
            outputs().with("postgresAuth", "password"),
            Map.of(EnvironmentVariables.TRUST_FILE, ""));

    assertThat(run.error()).contains("PKIX path building failed");
  }

  private Run load(OutputsFile outputs) throws Exception {
    return load(outputs, Map.of());
  }

  private Run load(OutputsFile outputs, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(azure.environment(folder, certificate));
    environment.putAll(more);
    return Shell.run(
        folder,
        environment,
        "load",
        folder.resolve("a.csv").toString(),
        "--dataset",
        folder.resolve("shop.yaml").toString(),
        "--outputs",
        outputs.write(folder).toString());
  }

  private OutputsFile outputs() {
    URI postgres = URI.create(POSTGRES.jdbcUrl().substring("jdbc:".length()));
    return new OutputsFile()
        .with("blobEndpoint", azure.url() + "/lake/")
        .with("keyVaultUri", azure.url() + "/")
        .with("postgresHost", postgres.getHost())
        .with("postgresPort", Integer.toString(postgres.getPort()))
        .with("postgresDatabase", postgres.getPath().substring(1))
        .with("postgresUser", "loader");
  }
}

package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import io.quarterdeck.testkit.OutputsFile;
import io.quarterdeck.testkit.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A healthy stack before each test: a real PostgreSQL, and an HTTPS server for the other services.
 */
final class ExaminedStack implements BeforeEachCallback, AfterEachCallback {
  /** All tests share one certificate, because keytool is slow. */
  private static final class Shared {
    static final Certificate CERTIFICATE = make();

    private static Certificate make() {
      try {
        Path folder = Files.createTempDirectory("certificate");
        Certificate certificate = Certificate.in(folder);
        folder.toFile().deleteOnExit();
        try (var files = Files.list(folder)) {
          files.map(Path::toFile).forEach(File::deleteOnExit);
        }
        return certificate;
      } catch (IOException | GeneralSecurityException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * Adds pgaudit only to the catalog of the database, because the server of this test does not have
   * it.
   */
  private static final String AUDIT_EXTENSION =
      """
      set allow_system_table_mods = on;
      insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
      select 16000, 'pgaudit', 10, 2200, true, '18.0'
      where not exists (select from pg_extension where extname = 'pgaudit')
      """;

  private final TestPostgres postgres;
  private final OutputsFile outputs = new OutputsFile();
  private final Map<String, String> environment = new HashMap<>();
  private Path folder;
  private AzureServer azure;

  ExaminedStack(TestPostgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory("examined");
    postgres.execute(AUDIT_EXTENSION);
    azure = new AzureServer(Shared.CERTIFICATE);
    URI server = URI.create(postgres.jdbcUrl().substring("jdbc:".length()));
    HealthyAzure.teach(azure, server.getHost());
    environment.putAll(azure.environment(folder, Shared.CERTIFICATE));
    outputs
        .with("blobEndpoint", azure.url() + "/lake/")
        .with("keyVaultUri", azure.url() + "/")
        .with("databricksUrl", azure.url())
        .with("postgresHost", server.getHost())
        .with("postgresPort", Integer.toString(server.getPort()))
        .with("postgresDatabase", server.getPath().substring(1))
        .with("postgresUser", "postgres")
        .with("postgresAuth", "password");
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    azure.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  AzureServer azure() {
    return azure;
  }

  OutputsFile outputs() {
    return outputs;
  }

  Map<String, String> environment() {
    return environment;
  }

  Path folder() {
    return folder;
  }

  Map<String, Finding> examine() throws Exception {
    return examine(Duration.ofSeconds(30));
  }

  Map<String, Finding> examine(Duration deadline) throws Exception {
    ConnectedStack stack =
        new ConnectedStack(
            OutputsSource.file(outputs.write(folder)), AccessVariables.read(environment));
    return findings(Checks.of(stack), deadline);
  }

  private static Map<String, Finding> findings(List<Check> checks, Duration deadline) {
    List<CheckResult> results = new Examination(checks, deadline, done -> {}).run();
    Map<String, Finding> findings = new LinkedHashMap<>();
    results.forEach(result -> findings.put(result.check(), result.finding()));
    return findings;
  }
}

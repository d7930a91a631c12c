package io.quarterdeck.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.testkit.Certificate;
import io.quarterdeck.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests a real PostgreSQL with a self-signed certificate. */
class PostgresTlsIT {
  @RegisterExtension static final TestPostgres POSTGRES = new TestPostgres();

  @TempDir private static Path folder;

  @BeforeAll
  static void turnTlsOn() throws Exception {
    Certificate certificate = Certificate.in(folder);
    // The server accepts its key only from a file that others cannot read.
    write("server.crt", Files.readString(certificate.pem()));
    write("server.key", certificate.key());
    POSTGRES.execute("alter system set ssl = on");
    POSTGRES.execute("select pg_reload_conf()");
  }

  @Test
  void aCertificateThatJavaDoesNotTrustIsRefused() {
    Finding finding =
        look("?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    assertThat(finding.status()).isEqualTo(Status.FAILED);
    assertThat(finding.found())
        .startsWith("TLS with psql-qdeck.example fails: SSL error: ")
        .contains("PKIX path building failed");
    assertThat(finding.advice())
        .isEqualTo(
            "If a proxy intercepts TLS, add its certificate authority to Java: keytool"
                + " -importcert -cacerts -file FILE.");
  }

  @Test
  void theTlsThatIsSpokenIsSaid() {
    assertThat(look("?sslmode=require").found())
        .matches("postgres in postgres on PostgreSQL 18\\.\\d+, TLSv1\\.3");
  }

  private static Finding look(String parameters) {
    return new PostgresSignInCheck(
            List.of(),
            "psql-qdeck.example",
            new PostgresEndpoint(POSTGRES.jdbcUrl() + parameters, "postgres", Optional.empty()))
        .look();
  }

  private static void write(String name, String text) throws Exception {
    POSTGRES.execute(
        "copy (select unnest(string_to_array('"
            + text.strip()
            + "', E'\\n'))) to program 'umask 077; cat > "
            + name
            + "'");
  }
}

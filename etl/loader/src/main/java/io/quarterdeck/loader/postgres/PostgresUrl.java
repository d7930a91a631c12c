package io.quarterdeck.loader.postgres;

import io.quarterdeck.contract.Loopback;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** JDBC URLs and their TLS options. */
public final class PostgresUrl {
  /** How every JDBC URL of PostgreSQL begins. */
  public static final String PREFIX = "jdbc:postgresql://";

  /**
   * Verifies that the server's certificate matches its host name and is signed by a trusted
   * authority.
   */
  private static final String VERIFY_FULL = "sslmode=verify-full";

  private static final String FACTORY = "sslfactory=";

  private PostgresUrl() {}

  /** Returns the URL of a database. TLS is verified, unless the server is on this machine. */
  public static String of(String host, int port, String database) {
    return PREFIX
        + host
        + ":"
        + port
        + "/"
        + database
        + (Loopback.is(host) ? "" : "?" + VERIFY_FULL);
  }

  /**
   * Selects Java's trust store for a URL that verifies TLS. By default, the driver reads root
   * certificates from a file. The class of the driver has another name in the jar of the jobs, so a
   * URL that is sent to a job must not name it.
   */
  public static String withJavaTrustStore(String url) {
    return url.contains(VERIFY_FULL) && !url.contains(FACTORY)
        ? url + "&" + FACTORY + DefaultJavaSSLFactory.class.getName()
        : url;
  }
}

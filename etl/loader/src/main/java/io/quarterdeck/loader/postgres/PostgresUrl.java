package io.quarterdeck.loader.postgres;

import io.quarterdeck.contract.Loopback;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** JDBC URLs and their TLS options. */
public final class PostgresUrl {
  /** The prefix of every JDBC URL of PostgreSQL. */
  public static final String PREFIX = "jdbc:postgresql://";

  /**
   * Verifies that the server's certificate matches its host name and is signed by a trusted
   * authority.
   */
  private static final String VERIFY_FULL = "sslmode=verify-full";

  private static final String FACTORY = "sslfactory=";

  private PostgresUrl() {}

  /**
   * Returns the URL of a database. The driver verifies TLS, unless the server is on this machine.
   */
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
   * Adds an option to a URL that verifies TLS, so that the driver uses Java's trust store. By
   * default, the driver reads root certificates from a file. The option contains the name of a
   * class of the driver. Do not send the returned URL to a job, because that class has another name
   * in the jar of the jobs.
   */
  public static String withJavaTrustStore(String url) {
    return url.contains(VERIFY_FULL) && !url.contains(FACTORY)
        ? url + "&" + FACTORY + DefaultJavaSSLFactory.class.getName()
        : url;
  }
}

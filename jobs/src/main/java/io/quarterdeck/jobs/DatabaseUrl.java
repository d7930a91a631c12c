package io.quarterdeck.jobs;

import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Adds the job's TLS settings to database URLs. */
final class DatabaseUrl {
  private DatabaseUrl() {}

  /**
   * Selects Java's trust store for a URL with {@code sslmode=verify-full}. By default, the driver
   * reads root certificates from a file.
   */
  static String verified(String url) {
    return url.contains("sslmode=verify-full") && !url.contains("sslfactory=")
        ? url + "&sslfactory=" + DefaultJavaSSLFactory.class.getName()
        : url;
  }
}

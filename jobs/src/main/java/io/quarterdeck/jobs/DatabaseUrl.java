package io.quarterdeck.jobs;

import org.postgresql.ssl.DefaultJavaSSLFactory;

/** URLs of the database, completed with what only this jar can name. */
final class DatabaseUrl {
  private DatabaseUrl() {}

  /**
   * A URL that asks for the server's certificate to be verified, verified by what Java trusts: the
   * driver itself would look for a file of certificates.
   */
  static String verified(String url) {
    return url.contains("sslmode=verify-full") && !url.contains("sslfactory=")
        ? url + "&sslfactory=" + DefaultJavaSSLFactory.class.getName()
        : url;
  }
}

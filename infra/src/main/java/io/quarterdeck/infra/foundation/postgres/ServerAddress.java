package io.quarterdeck.infra.foundation.postgres;

/**
 * Host and port of a server. In Azure, the port is always the default one and the server's domain
 * name does not include it. A server of the local stack uses another port, which its domain name
 * includes.
 */
record ServerAddress(String host, int port) {
  /** PostgreSQL's default port, which flexible servers always use. */
  static final int DEFAULT_PORT = 5432;

  /** Parses {@code fullyQualifiedDomainName}: {@code HOST} or {@code HOST:PORT}. */
  static ServerAddress parse(String domainName) {
    int colon = domainName.indexOf(':');
    return colon < 0
        ? new ServerAddress(domainName, DEFAULT_PORT)
        : new ServerAddress(
            domainName.substring(0, colon), Integer.parseInt(domainName.substring(colon + 1)));
  }
}

package io.quarterdeck.infra.postgres;

/**
 * Where a server listens. Azure's name of a server has no port in it, as the port is always the
 * same; the local stack's is on a port of its own, and says so.
 */
record ServerAddress(String host, int port) {
  /** PostgreSQL's own port, which flexible servers always have. */
  static final int DEFAULT_PORT = 5432;

  /** Reads {@code fullyQualifiedDomainName}: {@code HOST} or {@code HOST:PORT}. */
  static ServerAddress parse(String domainName) {
    int colon = domainName.indexOf(':');
    return colon < 0
        ? new ServerAddress(domainName, DEFAULT_PORT)
        : new ServerAddress(
            domainName.substring(0, colon), Integer.parseInt(domainName.substring(colon + 1)));
  }
}

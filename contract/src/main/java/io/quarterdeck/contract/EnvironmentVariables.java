package io.quarterdeck.contract;

/** The names of the environment variables that more than one module reads or sets. */
public final class EnvironmentVariables {
  /** The folder with the state of a checkout. */
  public static final String HOME = "QUARTERDECK_HOME";

  /** The folder with files that checkouts share. */
  public static final String CACHE = "QUARTERDECK_CACHE";

  /** A file with stack outputs, which is read instead of {@code pulumi stack output}. */
  public static final String OUTPUTS = "QUARTERDECK_OUTPUTS";

  /** The password of a job's PostgreSQL role. */
  public static final String POSTGRES_PASSWORD = "QUARTERDECK_POSTGRES_PASSWORD";

  /**
   * A role and its password, used when passwords are rotated between two roles. It takes precedence
   * over the role in the job's arguments.
   */
  public static final String POSTGRES_LOGIN = "QUARTERDECK_POSTGRES_LOGIN";

  /** A PEM file with the certificate authorities that are trusted on loopback. */
  public static final String TRUST_FILE = "QUARTERDECK_TRUST_FILE";

  /** A file with the storage account's key, for a Blob service that does not accept tokens. */
  public static final String STORAGE_KEY_FILE = "QUARTERDECK_STORAGE_KEY_FILE";

  /** The URL of Azure Resource Manager. */
  public static final String RESOURCE_MANAGER = "QUARTERDECK_RESOURCE_MANAGER";

  /** The principal as which commands sign in to the stack {@code local} (default: the owner). */
  public static final String LOCAL_PRINCIPAL = "QUARTERDECK_LOCAL_PRINCIPAL";

  /** The network from which a client connects to a local stack. */
  public static final String LOCAL_FROM = "QUARTERDECK_LOCAL_FROM";

  /** The file to which commands append their log. */
  public static final String LOG = "QUARTERDECK_LOG";

  /** The correlation id of a command, if another program already has one. */
  public static final String CORRELATION_ID = "QUARTERDECK_CORRELATION_ID";

  /**
   * The connection string of the event hub. Only the local stack sets it; on Databricks, a service
   * credential signs in.
   */
  public static final String EVENT_HUB_CONNECTION = "QUARTERDECK_EVENT_HUB_CONNECTION";

  private EnvironmentVariables() {}
}

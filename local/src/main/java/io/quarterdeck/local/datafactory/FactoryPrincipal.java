package io.quarterdeck.local.datafactory;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The service principal of the system-assigned identity of a factory. */
public final class FactoryPrincipal {
  private FactoryPrincipal() {}

  /**
   * Returns the application id, by which Databricks identifies the factory. In Azure, Entra chooses
   * it; here, it follows from the object id.
   */
  public static String clientId(String objectId) {
    return UUID.nameUUIDFromBytes(("application:" + objectId).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}

package io.quarterdeck.broker;

import io.quarterdeck.contract.LocalEventHub;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Checks the connection strings of clients, as Event Hubs does: the endpoint, the name of a policy
 * and its key. Thread-safe.
 *
 * @param hub the hub that clients may sign in to
 */
record ConnectionStrings(LocalEventHub hub) {
  private static final Set<String> NAMES =
      Set.of("Endpoint", "SharedAccessKeyName", "SharedAccessKey", "EntityPath");

  /** Returns whether the text is a connection string of this hub, or of its namespace. */
  boolean accepts(String text) {
    Map<String, String> values = new HashMap<>();
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      if (part.isEmpty()) {
        // A connection string may end with a semicolon.
        continue;
      }
      if (equals < 0
          || !NAMES.contains(part.substring(0, equals))
          || values.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
        return false;
      }
    }
    String endpoint = values.getOrDefault("Endpoint", "").replaceFirst("/$", "");
    return endpoint.equals("sb://" + hub.bootstrapServers())
        && hub.keyName().equals(values.get("SharedAccessKeyName"))
        && isKey(values.getOrDefault("SharedAccessKey", ""))
        && hub.hub().equals(values.getOrDefault("EntityPath", hub.hub()));
  }

  /** The time of the comparison does not depend on the key. */
  private boolean isKey(String text) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), hub.key().getBytes(StandardCharsets.UTF_8));
  }
}

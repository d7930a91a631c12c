package io.quarterdeck.local.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The security label that makes a role an Entra identity, for example {@code
 * aadauth,oid=…,type=group,admin} (Microsoft Learn, "Manage Microsoft Entra roles in Azure Database
 * for PostgreSQL").
 *
 * @param objectId the object id of the principal, a UUID in lower case
 * @param type the type of the principal
 * @param options the further words, for example {@code admin}
 */
public record RoleLabel(String objectId, PrincipalKind type, List<String> options) {
  private static final String PREFIX = "aadauth";
  private static final String ADMINISTRATOR = "admin";
  private static final String MULTIFACTOR = "mfa";
  private static final String OBJECT_ID = "oid=";
  private static final String TYPE = "type=";

  /** The types of principals. */
  public enum PrincipalKind {
    USER("User"),
    GROUP("Group"),
    /** An application or a managed identity. */
    SERVICE("ServicePrincipal");

    private final String azureName;

    PrincipalKind(String azureName) {
      this.azureName = azureName;
    }

    /** Returns the value in a label. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the type with this name in the API of flexible servers. */
    public static Optional<PrincipalKind> ofAzure(String name) {
      return Arrays.stream(values()).filter(kind -> kind.azureName.equals(name)).findFirst();
    }
  }

  public RoleLabel {
    options = List.copyOf(options);
  }

  /** Returns the label of an administrator. */
  public static RoleLabel administrator(String objectId, PrincipalKind type) {
    return new RoleLabel(objectId.toLowerCase(Locale.ROOT), type, List.of(ADMINISTRATOR));
  }

  /** Parses a label that this class or the functions of {@link EntraRoles} wrote. */
  static RoleLabel parse(String text) {
    List<String> words = List.of(text.split(",", -1));
    String type = value(words, TYPE);
    return new RoleLabel(
        value(words, OBJECT_ID),
        Arrays.stream(PrincipalKind.values())
            .filter(kind -> kind.label().equals(type))
            .findFirst()
            .orElseThrow(),
        words.stream().filter(word -> !word.equals(PREFIX) && !word.contains("=")).toList());
  }

  private static String value(List<String> words, String key) {
    return words.stream()
        .filter(word -> word.startsWith(key))
        .map(word -> word.substring(key.length()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the text that the server stores. */
  String text() {
    String text = PREFIX + "," + OBJECT_ID + objectId + "," + TYPE + type.label();
    return options.isEmpty() ? text : text + "," + String.join(",", options);
  }

  /** Returns whether the role manages other Entra roles. */
  public boolean isAdministrator() {
    return options.contains(ADMINISTRATOR);
  }

  /** Returns whether the role requires multifactor authentication. */
  public boolean requiresMultifactor() {
    return options.contains(MULTIFACTOR);
  }
}

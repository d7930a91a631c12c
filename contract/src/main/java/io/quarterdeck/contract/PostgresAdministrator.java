package io.quarterdeck.contract;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An Entra administrator of the PostgreSQL server, as the output postgresAdministrators contains
 * it.
 *
 * @param type the type of the principal
 * @param objectId the object id of the principal, a UUID
 * @param role the name of the role as which the principal, or a member of the group, signs in
 */
public record PostgresAdministrator(Type type, String objectId, String role) {
  private static final String FIELD = ":";
  private static final String ENTRY = ";";

  /** The types of principals. */
  public enum Type {
    USER,
    GROUP,
    SERVICE;

    /** Returns the value in the output. */
    public String value() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the text of one administrator. */
  public String text() {
    return type.value() + FIELD + objectId + FIELD + role;
  }

  /** Returns the value of the output. */
  public static String format(List<PostgresAdministrator> administrators) {
    return administrators.stream().map(PostgresAdministrator::text).collect(joining(ENTRY));
  }

  /** Parses the value of the output, which has the form {@link OutputForm#ADMINISTRATORS}. */
  public static List<PostgresAdministrator> parse(String text) {
    return Arrays.stream(text.split(ENTRY, -1)).map(PostgresAdministrator::one).toList();
  }

  private static PostgresAdministrator one(String text) {
    String[] fields = text.split(FIELD, 3);
    return new PostgresAdministrator(
        Type.valueOf(fields[0].toUpperCase(Locale.ROOT)), fields[1], fields[2]);
  }
}

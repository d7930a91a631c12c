package io.quarterdeck.infra.settings;

import com.pulumi.core.Output;
import io.quarterdeck.contract.HighAvailability;
import io.quarterdeck.contract.PostgresAuth;
import io.quarterdeck.contract.ReservedAdministrators;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The database server.
 *
 * @param version PostgreSQL's major version
 * @param storageGiB the disk size in GiB, which can grow but not shrink
 * @param highAvailability where the standby runs
 * @param geoRedundantBackup whether backups are copied to the paired region; fixed at creation
 * @param backupDays how long backups are kept for point-in-time restore, in days
 * @param auth how commands sign in
 * @param administrator the role that Azure creates with the server; it signs in with a password
 * @param password the administrator's password, a secret; present if commands sign in with a
 *     password
 */
public record PostgresSettings(
    String version,
    PostgresSku sku,
    int storageGiB,
    HighAvailability highAvailability,
    boolean geoRedundantBackup,
    int backupDays,
    PostgresAuth auth,
    String administrator,
    Optional<Output<String>> password,
    String database) {
  private static final List<Integer> SIZES =
      List.of(32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384);

  /**
   * The databases that exist on every flexible server. Source: Microsoft Learn, "Servers in Azure
   * Database for PostgreSQL flexible server".
   */
  private static final List<String> SYSTEM_DATABASES =
      List.of("postgres", "azure_maintenance", "azure_sys", "template0", "template1");

  /** The values of postgresHighAvailability when it was a flag. */
  private static final Map<String, HighAvailability> FORMER_VALUES =
      Map.of("true", HighAvailability.ZONE_REDUNDANT, "false", HighAvailability.NONE);

  private static final List<String> VERSIONS = List.of("14", "15", "16", "17");

  /** Returns the sizes of the disk that the setting postgresStorageGiB accepts, in GiB. */
  public static List<Integer> storageSizesGiB() {
    return SIZES;
  }

  /** Returns the major versions that the setting postgresVersion accepts. */
  public static List<String> versions() {
    return VERSIONS;
  }

  static PostgresSettings read(Fields fields, SettingsProblems problems) {
    String version = fields.text("postgresVersion", "16");
    if (!VERSIONS.contains(version)) {
      problems.add(
          "postgresVersion", Fields.quote(version), "one of " + String.join(", ", VERSIONS), "16");
    }
    String sku = fields.text("postgresSku", "Standard_D4ds_v5");
    if (PostgresSku.parse(sku).isEmpty()) {
      problems.add("postgresSku", Fields.quote(sku), PostgresSku.EXPECTED, "Standard_D4ds_v5");
    }
    int storage = fields.integer("postgresStorageGiB", 128, 32, 16384);
    if (!SIZES.contains(storage)) {
      problems.add(
          "postgresStorageGiB",
          Fields.quote(Integer.toString(storage)),
          "a power of two from 32 to 16384",
          "128");
    }
    PostgresAuth auth = fields.choice("postgresAuth", PostgresAuth.ENTRA, PostgresAuth::value);
    return new PostgresSettings(
        version,
        PostgresSku.parse(sku).or(() -> PostgresSku.parse("Standard_D4ds_v5")).orElseThrow(),
        storage,
        fields.choice(
            "postgresHighAvailability",
            HighAvailability.ZONE_REDUNDANT,
            HighAvailability::value,
            FORMER_VALUES),
        fields.flag("postgresGeoBackup", true),
        fields.integer("postgresBackupDays", 35, 7, 35),
        auth,
        administrator(problems, fields.text("postgresAdministrator", "quarterdeck")),
        password(problems, auth, fields.secret("postgresPassword")),
        database(problems, fields.text("postgresDatabase", "quarterdeck")));
  }

  private static Optional<Output<String>> password(
      SettingsProblems problems, PostgresAuth auth, Optional<Output<String>> password) {
    boolean wanted = auth == PostgresAuth.PASSWORD;
    if (wanted && password.isEmpty()) {
      problems.addSecret("postgresPassword", "nothing", "a password, as postgresAuth is password");
    }
    if (!wanted && password.isPresent()) {
      problems.addSurplus(
          "postgresPassword",
          "a password",
          "none, as postgresAuth is entra and the program generates one");
    }
    return password;
  }

  private static String database(SettingsProblems problems, String name) {
    if (SYSTEM_DATABASES.contains(name)) {
      problems.add(
          "postgresDatabase",
          Fields.quote(name),
          "a name other than those of the databases that each server has: "
              + String.join(", ", SYSTEM_DATABASES),
          "quarterdeck");
      return name;
    }
    return identifier(problems, "postgresDatabase", name);
  }

  private static String administrator(SettingsProblems problems, String name) {
    if (ReservedAdministrators.reserves(name)) {
      problems.add(
          "postgresAdministrator",
          Fields.quote(name),
          "a name that Azure does not reserve: not %s, and not starting with pg_"
              .formatted(ReservedAdministrators.names()),
          "quarterdeck");
      return name;
    }
    return identifier(problems, "postgresAdministrator", name);
  }

  private static String identifier(SettingsProblems problems, String key, String text) {
    if (!text.matches("[a-z][a-z0-9_]{0,62}")
        || text.startsWith("pg_")
        || text.startsWith("azure")) {
      problems.add(
          key,
          Fields.quote(text),
          "a lower-case identifier of at most 63 characters, not starting with pg_ or azure",
          "quarterdeck");
    }
    return text;
  }
}

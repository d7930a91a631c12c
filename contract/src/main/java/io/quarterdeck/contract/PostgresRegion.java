package io.quarterdeck.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL flexible server offers in a region. The service changes this often: {@code doctor
 * --for deploy} asks the service, and uses this table only to suggest regions. Source: Microsoft
 * Learn, "What is Azure Database for PostgreSQL", section "Azure regions", table of 22 December
 * 2025 (MicrosoftDocs/azure-databases-docs, articles/postgresql/includes/regions-table.md at
 * 2d9647f). A standby in the same zone is offered in all regions.
 *
 * @param location the name of the region in Azure Resource Manager
 * @param intel the versions of the D and E series with Intel processors, such as {@code v5}
 * @param amd the versions of the D and E series with AMD processors
 * @param zoneRedundant whether a new server can have a standby in another zone
 * @param geoBackup whether backups can be copied to the paired region
 * @param access who can create servers
 */
public record PostgresRegion(
    String location,
    List<String> intel,
    List<String> amd,
    Offer zoneRedundant,
    boolean geoBackup,
    Access access) {
  private static final String FILE = "postgres-regions.csv";
  private static final String HEADER = "region,intel,amd,zoneRedundant,geoBackup,access";
  private static final List<PostgresRegion> ALL = read();

  /** Whether a feature can be used for new servers. */
  public enum Offer {
    OFFERED,
    /** Temporarily blocked for new deployments. Servers that have the feature keep it. */
    BLOCKED,
    /** The region cannot have the feature. */
    NONE
  }

  /** Who can create servers in a region. */
  public enum Access {
    OPEN,
    /** Only subscriptions for which Microsoft accepted a support request. */
    ON_REQUEST
  }

  public PostgresRegion {
    intel = List.copyOf(intel);
    amd = List.copyOf(amd);
  }

  /** Returns the regions that the Pulumi program accepts, by name. */
  public static List<PostgresRegion> all() {
    return ALL;
  }

  /**
   * Returns a region; empty if the table does not contain it.
   *
   * @param location the name, or the display name such as {@code Sweden Central}
   */
  public static Optional<PostgresRegion> of(String location) {
    String name = location.replace(" ", "");
    return ALL.stream().filter(region -> region.location.equalsIgnoreCase(name)).findFirst();
  }

  private static List<PostgresRegion> read() {
    return TableFile.rows(FILE, HEADER, line -> row(line.split(",", -1)));
  }

  private static PostgresRegion row(String[] cells) {
    return new PostgresRegion(
        cells[0],
        words(cells[1]),
        words(cells[2]),
        switch (cells[3]) {
          case "offered" -> Offer.OFFERED;
          case "blocked" -> Offer.BLOCKED;
          case "none" -> Offer.NONE;
          default -> throw new IllegalStateException(cells[3]);
        },
        cells[4].equals("yes"),
        cells[5].equals("open") ? Access.OPEN : Access.ON_REQUEST);
  }

  private static List<String> words(String cell) {
    return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(" ", -1));
  }
}

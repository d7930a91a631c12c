package io.quarterdeck.infra.settings;

/**
 * Settings of the lake.
 *
 * @param replication the account's redundancy, as in its SKU: ZRS selects Standard_ZRS
 * @param softDeleteDays how long a deleted blob or container can be restored, in days
 * @param quarantineDays how long rejected lines are kept, in days
 * @param coolAfterDays the number of days without modification after which a curated run moves to
 *     the cool tier
 */
public record StorageSettings(
    Replication replication, int softDeleteDays, int quarantineDays, int coolAfterDays) {
  /** How the account replicates data. */
  public enum Replication {
    LRS,
    ZRS,
    GRS,
    RAGRS,
    GZRS,
    RAGZRS;

    boolean needsZones() {
      return switch (this) {
        case ZRS, GZRS, RAGZRS -> true;
        case LRS, GRS, RAGRS -> false;
      };
    }

    boolean needsPair() {
      return switch (this) {
        case GRS, RAGRS, GZRS, RAGZRS -> true;
        case LRS, ZRS -> false;
      };
    }
  }

  static StorageSettings read(Fields fields) {
    return new StorageSettings(
        fields.choice("storageReplication", Replication.GZRS, Replication::name),
        fields.integer("storageSoftDeleteDays", 30, 7, 365),
        fields.integer("quarantineDays", 90, 1, 3650),
        fields.integer("coolAfterDays", 120, 1, 3650));
  }
}

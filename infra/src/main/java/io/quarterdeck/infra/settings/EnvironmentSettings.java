package io.quarterdeck.infra.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifies the environment, its owner and its subscription.
 *
 * @param workload the platform's short name, part of every resource name
 * @param name the environment's name: dev, prod, local
 * @param production whether data must be protected: locks, {@code protect}, redundancy, private
 *     access
 * @param sourceRevision the commit from which the environment is created; by default the commit of
 *     the source
 * @param subscription the subscription to which the owner pinned this stack, if any
 */
public record EnvironmentSettings(
    String workload,
    String name,
    boolean production,
    Region region,
    String owner,
    String costCentre,
    String sourceRevision,
    Optional<String> subscription) {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  static EnvironmentSettings read(Fields fields, SettingsProblems problems) {
    String location = fields.text("location", Region.SWEDEN_CENTRAL.location());
    Optional<Region> region = Region.parse(location);
    if (region.isEmpty()) {
      problems.add(
          "location",
          Fields.quote(location),
          "one of " + String.join(", ", Region.locations()),
          Region.SWEDEN_CENTRAL.location());
    }
    return new EnvironmentSettings(
        name(problems, "workload", fields.text("workload", "qdeck"), "qdeck"),
        name(problems, "environment", fields.required("environment", "dev"), "dev"),
        fields.flag("production", true),
        region.orElse(Region.SWEDEN_CENTRAL),
        fields.required("owner", "data-platform@example.com"),
        fields.required("costCentre", "CC-1000"),
        fields.optional("sourceRevision").orElseGet(fields::revision),
        subscription(fields, problems));
  }

  /** Reads the subscription id, which Azure compares case-insensitively. */
  private static Optional<String> subscription(Fields fields, SettingsProblems problems) {
    Optional<String> id = fields.optional("subscriptionId");
    id.filter(text -> !UUID.matcher(text).matches())
        .ifPresent(
            text ->
                problems.add(
                    "subscriptionId",
                    Fields.quote(text),
                    "the subscription's id, a UUID",
                    "\"$(az account show --query id --output tsv)\""));
    return id;
  }

  /**
   * Reads a part of resource names. Storage account names have at most 24 lower-case letters and
   * digits, so each part has at most five.
   */
  private static String name(SettingsProblems problems, String key, String text, String example) {
    if (!text.matches("[a-z][a-z0-9]{0,4}")) {
      problems.add(
          key,
          Fields.quote(text),
          "1 to 5 lower-case letters and digits that start with a letter, because names of storage"
              + " accounts and vaults have at most 24 characters",
          example);
    }
    return text;
  }
}

package io.quarterdeck.infra.settings;

import com.pulumi.core.Output;
import io.quarterdeck.contract.LakehouseSchedule;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the lakehouse system.
 *
 * @param sourceId the resource id of the PostgreSQL server with the source database; empty for the
 *     platform's own server
 * @param sourcePassword the password with which the data factory signs in to the source database
 * @param schedule what starts the pipelines
 */
public record LakehouseSettings(
    Optional<String> sourceId,
    Optional<Output<String>> sourcePassword,
    LakehouseSchedule schedule) {
  private static final String SOURCE = "sourcePostgresId";

  /** Azure does not change the case of resource ids, and compares them case-insensitively. */
  private static final Pattern SERVER =
      Pattern.compile(
          "/subscriptions/[0-9a-f-]{36}/resourceGroups/[^/]+"
              + "/providers/Microsoft\\.DBforPostgreSQL/flexibleServers/[a-z0-9-]{3,63}",
          Pattern.CASE_INSENSITIVE);

  static LakehouseSettings read(Fields fields, SettingsProblems problems) {
    Optional<String> source = fields.optional(SOURCE);
    source
        .filter(id -> !SERVER.matcher(id).matches())
        .ifPresent(
            id ->
                problems.add(
                    SOURCE,
                    Fields.quote(id),
                    "the resource id of a PostgreSQL flexible server",
                    "\"$(az postgres flexible-server show --resource-group GROUP --name NAME"
                        + " --query id --output tsv)\""));
    return new LakehouseSettings(
        source,
        fields.secret("sourcePostgresPassword"),
        fields.choice(
            "lakehouseSchedule", LakehouseSchedule.DATA_FACTORY, LakehouseSchedule::value));
  }
}

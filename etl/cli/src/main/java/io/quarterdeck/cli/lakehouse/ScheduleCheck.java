package io.quarterdeck.cli.lakehouse;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.Finding;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.contract.LakehouseSchedule;
import java.util.List;
import java.util.Optional;

/**
 * Checks that exactly one of Airflow and the triggers of the data factory starts the pipelines.
 * Otherwise each pipeline would run twice a day, or never.
 *
 * @param factoryId the resource id of the data factory
 * @param schedule the value of the output lakehouseSchedule, which the DAG reads, too
 */
record ScheduleCheck(String factoryId, LakehouseSchedule schedule, ManagementClients clients)
    implements Check {
  private static final Optional<String> STARTED = Optional.of("Started");

  @Override
  public String name() {
    return "lakehouse schedule";
  }

  @Override
  public List<String> needs() {
    return List.of(LakehouseChecks.FACTORY);
  }

  @Override
  public Finding look() {
    List<String> started;
    try {
      started = started();
    } catch (HttpResponseException e) {
      return Finding.warning(
          "the triggers of the data factory cannot be listed: " + AzureError.of(e).text(),
          "Ask for the role Reader on the data factory, or ask someone who has it to run this.");
    }
    return switch (schedule) {
      case AIRFLOW ->
          started.isEmpty()
              ? Finding.ok("airflow; no trigger is started")
              : Finding.failed(
                  "airflow, and the started triggers " + String.join(", ", started),
                  "Stop each trigger: " + command("stop") + ".");
      case DATA_FACTORY ->
          started.isEmpty()
              ? Finding.warning(
                  "dataFactory, and no trigger is started",
                  "Start a trigger: "
                      + command("start")
                      + ". To use Airflow instead, set quarterdeck:lakehouseSchedule to airflow.")
              : Finding.ok("dataFactory; started: " + String.join(", ", started));
    };
  }

  private List<String> started() {
    return clients
        .list(factoryId + "/triggers", ApiVersions.of("azure-native:datafactory:Factory").version())
        .stream()
        .filter(trigger -> trigger.text("properties", "runtimeState").equals(STARTED))
        .map(trigger -> trigger.text("name").orElse("without a name"))
        .sorted()
        .toList();
  }

  private String command(String what) {
    return "az rest --method post --url '%s/triggers/NAME/%s?api-version=%s'"
        .formatted(factoryId, what, ApiVersions.of("azure-native:datafactory:Factory").version());
  }
}

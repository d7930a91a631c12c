package io.quarterdeck.cli.factory;

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
 * @param name the name of the check
 * @param factory the check of the data factory and its resource id
 * @param schedule what starts the pipelines. The system streaming always uses triggers
 * @param alternative what to do instead of starting a trigger, as a sentence; may be empty
 */
public record ScheduleCheck(
    String name,
    CheckedFactory factory,
    LakehouseSchedule schedule,
    String alternative,
    ManagementClients clients)
    implements Check {
  private static final Optional<String> STARTED = Optional.of("Started");

  @Override
  public List<String> needs() {
    return List.of(factory.check());
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
              ? notStarted()
              : Finding.ok("dataFactory; started: " + String.join(", ", started));
    };
  }

  private Finding notStarted() {
    if (factory.isLocal()) {
      return Finding.ok("no trigger is started; bootstrap runs the pipelines of the local stack");
    }
    String start = "Start a trigger: " + command("start") + ".";
    return Finding.warning(
        "dataFactory, and no trigger is started",
        alternative.isEmpty() ? start : start + " " + alternative);
  }

  private List<String> started() {
    return clients
        .list(
            factory.id() + "/triggers",
            ApiVersions.of("azure-native:datafactory:Factory").version())
        .stream()
        .filter(trigger -> trigger.text("properties", "runtimeState").equals(STARTED))
        .map(trigger -> trigger.text("name").orElse("without a name"))
        .sorted()
        .toList();
  }

  private String command(String what) {
    return "az rest --method post --url '%s/triggers/NAME/%s?api-version=%s'"
        .formatted(
            factory.id(), what, ApiVersions.of("azure-native:datafactory:Factory").version());
  }
}

package io.quarterdeck.cli.lakehouse;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.Finding;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.contract.LakehousePipeline;
import io.quarterdeck.contract.LakehousePipeline.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Checks that the pipelines are published, and that each one starts a job. A pipeline without the
 * id of a job copies data that nothing processes.
 *
 * @param factoryId the resource id of the data factory
 */
record PipelinesCheck(String factoryId, ManagementClients clients) implements Check {
  private static final String REGISTER = "Run ./quarterdeck register --systems lakehouse.";

  @Override
  public String name() {
    return "lakehouse pipelines";
  }

  @Override
  public List<String> needs() {
    return List.of(LakehouseChecks.FACTORY);
  }

  @Override
  public Finding look() {
    List<String> published;
    List<String> withJob;
    try {
      List<JsonFields> pipelines =
          clients.list(
              factoryId + "/pipelines",
              ApiVersions.of("azure-native:datafactory:Factory").version());
      published = names(pipelines, pipeline -> true);
      withJob = names(pipelines, PipelinesCheck::hasJob);
    } catch (HttpResponseException e) {
      return Finding.warning(
          "the pipelines of the data factory cannot be listed: " + AzureError.of(e).text(),
          "Ask for the role Reader on the data factory, or ask someone who has it to run this.");
    }
    List<String> expected =
        Arrays.stream(LakehousePipeline.values()).map(LakehousePipeline::pipelineName).toList();
    List<String> missing = without(expected, published);
    List<String> idle = without(expected, withJob);
    if (!missing.isEmpty()) {
      return Finding.warning("not published: " + String.join(", ", missing), REGISTER);
    }
    return idle.isEmpty()
        ? Finding.ok(String.join(", ", expected) + ", with their jobs")
        : Finding.warning("without a job: " + String.join(", ", idle), REGISTER);
  }

  private static List<String> names(List<JsonFields> pipelines, Predicate<JsonFields> which) {
    return pipelines.stream()
        .filter(which)
        .flatMap(pipeline -> pipeline.text("name").stream())
        .toList();
  }

  /** Before {@code register} sets the id, the value is a text. */
  private static boolean hasJob(JsonFields pipeline) {
    return pipeline
        .text("properties", "parameters", Parameter.JOB_ID.parameterName(), "defaultValue")
        .filter(id -> id.matches("\\d+"))
        .isPresent();
  }

  private static List<String> without(List<String> all, List<String> some) {
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(some);
    return rest;
  }
}

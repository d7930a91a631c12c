package io.quarterdeck.cli.factory;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.Finding;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.contract.LakehousePipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Checks that the Data Factory pipelines of a system are published, and that a pipeline that starts
 * a job has the id of this job. Without the id, the pipeline copies data, but no job processes the
 * data.
 *
 * @param name the name of the check
 * @param factory the check of the data factory and its resource id
 * @param expected the names of the pipelines
 * @param starters the names of the pipelines that start a job
 * @param system the system, as a command names it
 */
public record PipelinesCheck(
    String name,
    CheckedFactory factory,
    List<String> expected,
    List<String> starters,
    String system,
    ManagementClients clients)
    implements Check {
  private static final String JOB = LakehousePipeline.Parameter.JOB_ID.parameterName();

  public PipelinesCheck {
    expected = List.copyOf(expected);
    starters = List.copyOf(starters);
  }

  @Override
  public List<String> needs() {
    return List.of(factory.check());
  }

  @Override
  public Finding look() {
    List<String> published;
    List<String> withJob;
    try {
      List<JsonFields> pipelines =
          clients.list(
              factory.id() + "/pipelines",
              ApiVersions.of("azure-native:datafactory:Factory").version());
      published = names(pipelines, pipeline -> true);
      withJob = names(pipelines, PipelinesCheck::hasJob);
    } catch (HttpResponseException e) {
      return Finding.warning(
          "the pipelines of the data factory cannot be listed: " + AzureError.of(e).text(),
          "Ask for the role Reader on the data factory, or ask someone who has it to run this.");
    }
    List<String> missing = without(expected, published);
    List<String> idle = without(starters, withJob);
    if (!missing.isEmpty()) {
      return Finding.warning("not published: " + String.join(", ", missing), register());
    }
    return idle.isEmpty()
        ? Finding.ok(String.join(", ", expected) + (starters.isEmpty() ? "" : ", with their jobs"))
        : Finding.warning("without a job: " + String.join(", ", idle), register());
  }

  private String register() {
    return "Run ./quarterdeck register --systems " + system + ".";
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
        .text("properties", "parameters", JOB, "defaultValue")
        .filter(id -> id.matches("\\d+"))
        .isPresent();
  }

  private static List<String> without(List<String> all, List<String> some) {
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(some);
    return rest;
  }
}

package io.quarterdeck.azure.datafactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.Loopback;
import io.quarterdeck.contract.StreamingPipeline;
import io.quarterdeck.loader.failure.Failure;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The values that depend on the stack. An artefact in Git has the text {@link #PLACEHOLDER} in
 * their place. A field with another value keeps it, for example the name of another source server.
 *
 * @param byField the values by {@code NAME.FIELD}, where the field is a path in the properties
 * @param jobs returns the id of the Databricks job with a name, or an empty text
 */
public record FactoryValues(Map<String, JsonNode> byField, Function<String, String> jobs) {
  static final String PLACEHOLDER = "set-by-register";
  private static final String LAKE = "Lake.typeProperties.serviceEndpoint";

  /** The address of the files, which differs between companies. No output contains it. */
  private static final String REPOSITORY = "Repository.typeProperties.url";

  private static final String JOB = PLACEHOLDER + ": job ";

  /** The value of sslMode that requires TLS. The local server has none. */
  private static final int REQUIRE = 3;

  /**
   * Returns the values of a stack for a factory that copies files of a web server.
   *
   * @param server the address of the files; empty if the company writes it into {@code
   *     Repository.json}
   */
  public static FactoryValues ofFiles(OutputValues outputs, Optional<URI> server) {
    JsonNode blobEndpoint = new TextNode(outputs.lake().blobEndpoint());
    Map<String, JsonNode> values = new TreeMap<>();
    values.put(LAKE, blobEndpoint);
    values.put(
        StreamingPipeline.COPY_REFERENCE_DATA.pipelineName()
            + ".parameters.blobEndpoint.defaultValue",
        blobEndpoint);
    server.ifPresent(address -> values.put(REPOSITORY, new TextNode(address.toString())));
    return new FactoryValues(values, name -> "");
  }

  /**
   * Returns the values of a stack for the factory of the lakehouse.
   *
   * @param workspaceId the resource id of the Databricks workspace
   * @param jobs returns the id of the Databricks job with a name, or an empty text
   */
  public static FactoryValues of(
      OutputValues outputs, String workspaceId, Function<String, String> jobs) {
    OutputValues.Postgres source = outputs.postgres();
    boolean isLocal = Loopback.is(source.host());
    JsonNode blobEndpoint = new TextNode(outputs.lake().blobEndpoint());
    return new FactoryValues(
        Map.ofEntries(
            Map.entry("KeyVault.typeProperties.baseUrl", new TextNode(outputs.keyVault().uri())),
            Map.entry(LAKE, blobEndpoint),
            Map.entry("Databricks.typeProperties.domain", new TextNode(outputs.databricks().url())),
            Map.entry("Databricks.typeProperties.workspaceResourceId", new TextNode(workspaceId)),
            Map.entry("PostgreSql.typeProperties.server", new TextNode(source.host())),
            Map.entry("PostgreSql.typeProperties.port", new IntNode(source.port())),
            Map.entry("PostgreSql.typeProperties.database", new TextNode(source.database())),
            Map.entry("PostgreSql.typeProperties.sslMode", new IntNode(isLocal ? 0 : REQUIRE)),
            Map.entry("copyOnceWeek.parameters.blobEndpoint.defaultValue", blobEndpoint),
            Map.entry("copyPostsEveryday.parameters.blobEndpoint.defaultValue", blobEndpoint)),
        jobs);
  }

  /** Returns whether a value is a placeholder. */
  static boolean isPlaceholder(JsonNode value) {
    return value.isTextual() && value.asText().startsWith(PLACEHOLDER);
  }

  /**
   * Returns the value in the place of a placeholder.
   *
   * @param field {@code NAME.FIELD}
   * @throws Failure if no value belongs to the field
   */
  JsonNode value(String field, String placeholder) {
    if (placeholder.startsWith(JOB)) {
      return new TextNode(jobs.apply(placeholder.substring(JOB.length())));
    }
    JsonNode value = byField.get(field);
    if (value == null && field.equals(REPOSITORY)) {
      throw Failure.of(
          "Cannot publish the data factory: found no address of the files of stores and products in"
              + " streaming/adf/linkedService/Repository.json; expected an https address of a folder"
              + " with a slash at its end. Write it into the field url of this file.");
    }
    if (value == null) {
      throw Failure.of(
          "Cannot publish the data factory: found %s in the field %s; expected it only in %s. Write"
              + " the value into the file.",
          placeholder, field, byField.keySet().stream().sorted().toList());
    }
    return value;
  }
}

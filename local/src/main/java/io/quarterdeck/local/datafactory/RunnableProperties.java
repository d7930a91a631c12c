package io.quarterdeck.local.datafactory;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The properties that the emulator applies. Azure knows more of them; an artefact with another one
 * is refused, because the emulator would ignore it.
 */
final class RunnableProperties {
  /** By the value of {@code type}: the permitted names in {@code typeProperties}. */
  private static final Map<String, Set<String>> OUTER =
      Map.ofEntries(
          Map.entry("Copy", Set.of("source", "sink", "enableStaging", "validateDataConsistency")),
          Map.entry(
              "Delete", Set.of("dataset", "storeSettings", "logStorageSettings", "enableLogging")),
          Map.entry(
              "GetMetadata", Set.of("dataset", "fieldList", "storeSettings", "formatSettings")),
          Map.entry("Lookup", Set.of("source", "dataset", "firstRowOnly")),
          Map.entry(
              "WebActivity",
              Set.of("method", "url", "headers", "body", "connectVia", "authentication")),
          Map.entry("DatabricksJob", Set.of("jobId", "jobParameters")),
          Map.entry("ForEach", Set.of("items", "isSequential", "activities")),
          Map.entry("IfCondition", Set.of("expression", "ifTrueActivities", "ifFalseActivities")),
          Map.entry("Fail", Set.of("message", "errorCode")),
          Map.entry("ExecutePipeline", Set.of("pipeline", "parameters", "waitOnCompletion")),
          Map.entry("PostgreSqlV2Table", Set.of()),
          Map.entry("Parquet", Set.of("location", "compressionCodec")),
          Map.entry("Binary", Set.of("location")),
          Map.entry(
              "DelimitedText",
              Set.of(
                  "location",
                  "columnDelimiter",
                  "encodingName",
                  "quoteChar",
                  "escapeChar",
                  "firstRowAsHeader")),
          Map.entry(
              "HttpServer",
              Set.of("url", "authenticationType", "enableServerCertificateValidation")),
          Map.entry(
              "PostgreSqlV2",
              Set.of(
                  "server",
                  "port",
                  "database",
                  "username",
                  "sslMode",
                  "authenticationType",
                  "password")),
          Map.entry(
              "AzureBlobStorage", Set.of("serviceEndpoint", "accountKind", "authenticationType")),
          Map.entry("AzureKeyVault", Set.of("baseUrl")),
          Map.entry("AzureDatabricks", Set.of("domain", "authentication", "workspaceResourceId")),
          Map.entry("ScheduleTrigger", Set.of("recurrence")));

  /** By the value of {@code type}: the permitted names in the object. */
  private static final Map<String, Set<String>> INNER =
      Map.ofEntries(
          Map.entry("PostgreSqlV2Source", Set.of("type", "query")),
          Map.entry("ParquetSource", Set.of("type", "storeSettings", "formatSettings")),
          Map.entry("BinarySource", Set.of("type", "storeSettings", "formatSettings")),
          Map.entry("DelimitedTextSource", Set.of("type", "storeSettings", "formatSettings")),
          Map.entry("ParquetSink", Set.of("type", "storeSettings", "formatSettings")),
          Map.entry("BinarySink", Set.of("type", "storeSettings")),
          Map.entry("DelimitedTextSink", Set.of("type", "storeSettings", "formatSettings")),
          Map.entry(
              "AzureBlobStorageReadSettings",
              Set.of(
                  "type",
                  "recursive",
                  "wildcardFileName",
                  "modifiedDatetimeStart",
                  "modifiedDatetimeEnd")),
          Map.entry("AzureBlobStorageWriteSettings", Set.of("type", "copyBehavior")),
          Map.entry("HttpReadSettings", Set.of("type", "requestMethod", "requestTimeout")),
          Map.entry("HttpServerLocation", Set.of("type", "relativeUrl")),
          Map.entry("ParquetWriteSettings", Set.of("type")),
          Map.entry("ParquetReadSettings", Set.of("type")),
          Map.entry("DelimitedTextReadSettings", Set.of("type")),
          Map.entry("DelimitedTextWriteSettings", Set.of("type", "fileExtension")),
          Map.entry("MSI", Set.of("type", "resource")));

  /** The only value of a property that the emulator applies. */
  private static final Map<String, JsonPrimitive> VALUES =
      Map.ofEntries(
          Map.entry("enableStaging", new JsonPrimitive(false)),
          Map.entry("copyBehavior", new JsonPrimitive("PreserveHierarchy")),
          Map.entry("firstRowOnly", new JsonPrimitive(true)),
          Map.entry("recursive", new JsonPrimitive(true)),
          Map.entry("compressionCodec", new JsonPrimitive("snappy")),
          Map.entry("requestMethod", new JsonPrimitive("GET")),
          Map.entry("enableServerCertificateValidation", new JsonPrimitive(true)),
          Map.entry("encodingName", new JsonPrimitive("UTF-8")),
          Map.entry("quoteChar", new JsonPrimitive("\"")),
          Map.entry("escapeChar", new JsonPrimitive("\"")),
          Map.entry("firstRowAsHeader", new JsonPrimitive(true)));

  private final List<String> problems = new ArrayList<>();

  private RunnableProperties() {}

  /** Returns the properties that the emulator does not apply, each with its type. */
  static List<String> problems(JsonObject properties) {
    RunnableProperties check = new RunnableProperties();
    check.value(properties);
    return check.problems;
  }

  private void value(JsonElement value) {
    if (value instanceof JsonArray list) {
      list.forEach(this::value);
    } else if (value instanceof JsonObject object) {
      String type =
          object.get("type") instanceof JsonPrimitive text && text.isString()
              ? text.getAsString()
              : "";
      if (INNER.containsKey(type)) {
        names(type, INNER.get(type), object);
      }
      if (OUTER.containsKey(type) && object.get("typeProperties") instanceof JsonObject inner) {
        names(type, OUTER.get(type), inner);
      }
      object.entrySet().forEach(each -> value(each.getValue()));
    }
  }

  private void names(String type, Set<String> known, JsonObject object) {
    for (Map.Entry<String, JsonElement> each : object.entrySet()) {
      JsonPrimitive only = VALUES.get(each.getKey());
      if (!known.contains(each.getKey())) {
        problems.add("the property '%s' of %s".formatted(each.getKey(), type));
      } else if (only != null && !only.equals(each.getValue())) {
        problems.add(
            "the value %s of the property '%s' of %s"
                .formatted(each.getValue(), each.getKey(), type));
      }
    }
  }
}

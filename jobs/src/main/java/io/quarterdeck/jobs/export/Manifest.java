package io.quarterdeck.jobs.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The manifest of an export, which tells readers the current run, its location and its content.
 *
 * @param dataset the dataset's name
 * @param runId the run's id, as in {@code run=ID}
 * @param loads the loads whose rows are included
 * @param rows the number of rows in the Parquet files
 * @param sums the exact sum of each summed column
 * @param data the folder of the Parquet files: container and path
 * @param aggregates the folder of the aggregates: container and path; empty if the dataset has no
 *     export section
 * @param schema the columns of the Parquet files
 * @param writtenAt the time at which the checks passed
 * @param sparkVersion the version of Spark
 * @param toolVersion the version of Quarterdeck
 */
public record Manifest(
    String dataset,
    String runId,
    List<Load> loads,
    long rows,
    Map<String, BigDecimal> sums,
    String data,
    Optional<String> aggregates,
    List<Field> schema,
    Instant writtenAt,
    String sparkVersion,
    String toolVersion) {
  private static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * A load whose rows are in the Parquet files.
   *
   * @param id its id in the ledger
   * @param file the name of the file that was loaded
   * @param sha256 that file's digest, in lower-case hexadecimal
   * @param rows the number of rows in the load
   * @param repairs the number of times repaired rejects were added to the load or replaced in it
   */
  public record Load(long id, String file, String sha256, long rows, int repairs) {}

  /**
   * A column of the Parquet files.
   *
   * @param name its name
   * @param type the column's Spark SQL type
   * @param nullable whether the column can contain nulls
   */
  public record Field(String name, String type, boolean nullable) {}

  /** The ids of the loads whose rows are included. */
  public List<Long> loadIds() {
    return loads.stream().map(Load::id).toList();
  }

  /**
   * Returns the manifest as JSON. Sums are strings, because many readers lose digits of JSON
   * numbers.
   */
  String json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeStringField("dataset", dataset);
      json.writeStringField("runId", runId);
      writeLoads(json);
      json.writeNumberField("rows", rows);
      json.writeObjectFieldStart("sums");
      for (Map.Entry<String, BigDecimal> sum : sums.entrySet()) {
        json.writeStringField(sum.getKey(), sum.getValue().toPlainString());
      }
      json.writeEndObject();
      json.writeStringField("data", data);
      json.writeStringField("aggregates", aggregates.orElse(null));
      writeSchema(json);
      json.writeStringField("writtenAt", writtenAt.toString());
      json.writeStringField("sparkVersion", sparkVersion);
      json.writeStringField("toolVersion", toolVersion);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Also writes a list of load ids, for readers of the first manifest version. */
  private void writeLoads(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("loadIds");
    for (long id : loadIds()) {
      json.writeNumber(id);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("loads");
    for (Load load : loads) {
      json.writeStartObject();
      json.writeNumberField("id", load.id());
      json.writeStringField("file", load.file());
      json.writeStringField("sha256", load.sha256());
      json.writeNumberField("rows", load.rows());
      json.writeNumberField("repairs", load.repairs());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeSchema(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("schema");
    for (Field field : schema) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("type", field.type());
      json.writeBooleanField("nullable", field.nullable());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Returns the job's result for its caller, as JSON.
   *
   * @param manifest the container and path of this manifest
   */
  public byte[] resultJson(String manifest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("runId", runId);
      json.writeNumberField("rows", rows);
      json.writeStringField("data", data);
      json.writeStringField("aggregates", aggregates.orElse(null));
      json.writeStringField("manifest", manifest);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

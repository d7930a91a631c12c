package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.azure.databricks.workspace.VolumeFiles;
import io.quarterdeck.loader.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the records of registrations in the workspace, so that later registrations from any
 * machine can compare with them, and {@code unregister} deletes only what register created.
 */
public final class RegistrationRecords {
  private static final ObjectMapper JSON = SerDeUtils.createMapper();
  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  private final VolumeFiles files;
  private final String folder;

  /**
   * Creates the store without reading from the workspace.
   *
   * @param folder the folder of the records in a volume
   */
  public RegistrationRecords(VolumeFiles files, String folder) {
    this.files = files;
    this.folder = folder;
  }

  /** Returns whether no job other than these is registered. */
  public boolean isEmptyWithout(Collection<String> jobs) {
    return files.list(folder).stream()
        .allMatch(entry -> jobs.stream().anyMatch(job -> entry.getName().equals(job + ".json")));
  }

  Optional<Registered> find(String job) {
    return files.read(file(job)).map(bytes -> parse(file(job), bytes));
  }

  void keep(String job, Registered registered) {
    ObjectNode record = JSON.createObjectNode();
    record.put("job_id", registered.jobId());
    record.set("wished", JSON.valueToTree(registered.wished()));
    record.set("given", JSON.valueToTree(registered.given()));
    files.write(file(job), record.toPrettyString().getBytes(StandardCharsets.UTF_8));
  }

  void forget(String job) {
    files.delete(file(job));
  }

  private String file(String job) {
    return folder + "/" + job + ".json";
  }

  private static Registered parse(String file, byte[] bytes) {
    try {
      JsonNode record = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
      return new Registered(
          record.required("job_id").longValue(),
          JSON.convertValue(record.required("wished"), FIELDS),
          JSON.convertValue(record.required("given"), FIELDS));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the registration in %s: register did not write it; expected "
              + "job_id, wished and given. Delete the file, then register again: the job "
              + "is then compared only with its definition.",
          file);
    }
  }
}

package io.quarterdeck.jobs.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.jobs.blob.BlobFiles;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/** The places of one run in the curated container, and what is done to them. */
final class Curated {
  private final URI container;
  private final String dataset;
  private final String folder;
  private final String runId;
  private final Optional<String> aggregates;
  private final BlobFiles blob;

  /**
   * Opens the container.
   *
   * @throws Failure when it cannot be reached or is not there
   */
  Curated(URI container, Part part, String runId, BlobFiles blob) {
    this.container = container;
    this.dataset = part.dataset().name();
    this.folder = part.folder();
    this.runId = runId;
    this.blob = blob;
    this.aggregates =
        part.dataset()
            .export()
            .map(
                export ->
                    dataset
                        + "-by-"
                        + export.period().every().name().toLowerCase(Locale.ROOT)
                        + "/"
                        + folder
                        + "run="
                        + runId);
    try {
      blob.check(container);
    } catch (IOException e) {
      throw cannot("reach " + container, "the curated container", e);
    }
  }

  Path data() {
    return at(dataset + "/" + folder + "run=" + runId);
  }

  Optional<Path> aggregates() {
    return aggregates.map(this::at);
  }

  Path manifest() {
    return at(dataset + "/" + folder + "manifest.json");
  }

  /** A path as readers of any kind know it: container and path, without account or scheme. */
  String shown(Path path) {
    return container.getUserInfo() + path.toUri().getPath();
  }

  /**
   * Clears what a dead attempt of this run left.
   *
   * @throws Failure when this run is already published
   */
  void prepare() {
    if (publishedRun().filter(runId::equals).isPresent()) {
      throw new Failure(
          "Cannot export "
              + dataset
              + " as run "
              + runId
              + ": found that run published already; expected a new id. Pass another --run-id.");
    }
    discard();
  }

  /**
   * Deletes this run's folders.
   *
   * @throws Failure when Blob does not let it
   */
  void discard() {
    try {
      for (Path folder : Stream.concat(Stream.of(data()), aggregates().stream()).toList()) {
        blob.delete(folder);
      }
    } catch (IOException e) {
      throw cannot("clear run " + runId + " of " + dataset, "to delete its folders", e);
    }
  }

  private Optional<String> publishedRun() {
    try {
      Optional<String> manifest = blob.read(manifest());
      if (manifest.isEmpty()) {
        return Optional.empty();
      }
      JsonNode json = new ObjectMapper().readTree(manifest.get());
      return Optional.ofNullable(json.path("runId").textValue());
    } catch (IOException e) {
      throw cannot("read " + shown(manifest()), "a manifest of an earlier run, or none", e);
    }
  }

  /**
   * Keeps the manifest in the run's own folder as well: what the current one is mended from, should
   * the job die while it replaces it. Spark passes over names that begin with an underscore.
   */
  void keep(String manifest) {
    write(new Path(data(), "_manifest.json"), manifest);
  }

  /** Makes this run the one that readers follow. */
  void publish(String manifest) {
    write(manifest(), manifest);
  }

  private void write(Path path, String json) {
    try {
      blob.write(path, json);
    } catch (IOException e) {
      throw cannot("write " + shown(path), "to put the run's manifest there", e);
    }
  }

  private Path at(String path) {
    return new Path(container + "/" + path);
  }

  private static Failure cannot(String what, String expected, IOException cause) {
    return new Failure(
        "Cannot "
            + what
            + ": "
            + Causes.brief(cause)
            + "; expected "
            + expected
            + ". Check that the storage account is reachable and its credentials are right.",
        cause);
  }
}

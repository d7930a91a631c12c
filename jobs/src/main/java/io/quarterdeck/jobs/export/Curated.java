package io.quarterdeck.jobs.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/** The paths of a run in the curated container, and the operations on them. */
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
   * @throws Failure if the container is unreachable or does not exist
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

  /** Returns a path as container and path, without account or scheme. */
  String shown(Path path) {
    return container.getUserInfo() + path.toUri().getPath();
  }

  /**
   * Deletes files of an earlier, failed attempt of this run.
   *
   * @throws Failure if this run is already published
   */
  void prepare() {
    if (publishedRun().filter(runId::equals).isPresent()) {
      throw Failure.of(
          "Cannot export %s as run %s: found that run published already; expected a "
              + "new id. Pass another --run-id.",
          dataset, runId);
    }
    discard();
  }

  /**
   * Deletes this run's folders.
   *
   * @throws Failure if Blob refuses
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
   * Writes a copy of the manifest to the run's folder. If the job dies while it replaces the
   * current manifest, the copy is used to restore it. Spark ignores names that start with an
   * underscore.
   */
  void keep(String manifest) {
    write(new Path(data(), "_manifest.json"), manifest);
  }

  /** Publishes this run by replacing the current manifest. */
  void publish(String manifest) {
    write(manifest(), manifest);
  }

  private void write(Path path, String json) {
    try {
      blob.write(path, json);
    } catch (IOException e) {
      throw cannot("write " + shown(path), "to write the run's manifest", e);
    }
  }

  private Path at(String path) {
    return new Path(container + "/" + path);
  }

  private static Failure cannot(String what, String expected, IOException cause) {
    return Failure.causedBy(
        cause,
        "Cannot %s: %s; expected %s. Check that the storage account is reachable "
            + "and its credentials are right.",
        what,
        Causes.brief(cause),
        expected);
  }
}

package io.quarterdeck.cli.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.contract.StreamingSource;
import io.quarterdeck.loader.sample.GeneratedRetail;
import java.time.LocalDate;
import java.util.List;

/**
 * Lands generated stores and products on the local stack, in the form of the copies of the data
 * factory: the files, and then the manifest.
 *
 * @param landing the files of the container of incoming data
 */
record SampleBatch(LakeFiles landing) {
  private static final String RUN = "generated";

  /** Returns whether a copy of both datasets was landed. */
  boolean exists() {
    return List.of(StreamingSource.values()).stream()
        .allMatch(
            source ->
                landing.list(source.dataset()).stream()
                    .anyMatch(path -> path.endsWith("/" + LakehouseSource.MANIFEST)));
  }

  /** Lands the copy of a day. Returns the number of rows. */
  long land(LocalDate day, long seed) {
    return land(StreamingSource.STORES, day, GeneratedRetail.stores(seed))
        + land(StreamingSource.PRODUCTS, day, GeneratedRetail.products(seed));
  }

  private long land(StreamingSource source, LocalDate day, List<String> lines) {
    String folder = source.dataset() + "/" + day + "/";
    String csv = String.join("\r\n", lines) + "\r\n";
    landing.write(folder + RUN + "/" + source.dataset() + ".csv", csv.getBytes(UTF_8));
    long rows = lines.size() - 1L;
    String manifest =
        new JsonObject()
            .with("day", day.toString())
            .with("run", RUN)
            .with("rows", rows)
            .with("files", 1)
            .text();
    landing.write(folder + LakehouseSource.MANIFEST, manifest.getBytes(UTF_8));
    return rows;
  }
}

package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * Moves the posts of a day on the local stack from the source's folder {@code Posts_today} to the
 * folder of the day, and publishes them with a manifest. This is what the pipeline {@code
 * copyPostsEveryday} of Data Factory does. A run of that pipeline can replace {@link #land}.
 *
 * @param landing the files of the container of incoming data
 * @param progress receives what is done
 */
record LandingStep(LakeFiles landing, Progress progress) {
  private static final String SUCCESS = "_SUCCESS";

  /**
   * Puts the generated posts of a day into the source's folder, as the source does. The folder is
   * complete when it has {@code _SUCCESS}.
   *
   * @param generated the folder of the generated posts
   */
  void deliver(String generated, LocalDate day) {
    progress.phase("delivering the posts of " + day);
    clear();
    String from = generated + "/" + day;
    for (String path : landing.list(from)) {
      if (!path.endsWith(SUCCESS)) {
        landing.copy(path, LakehouseSource.POSTS_TODAY + path.substring(from.length()));
      }
    }
    landing.write(LakehouseSource.POSTS_TODAY + "/" + SUCCESS, new byte[0]);
  }

  /**
   * Copies the delivered posts to the folder of the day, replaces the manifest, and then empties
   * the source's folder. Readers see no posts of the day, or all of them.
   *
   * @param run names the folder of this copy
   * @param rows the number of rows that were generated
   * @throws Failure if the source's folder is not complete; nothing is changed then
   */
  void land(LocalDate day, String run, long rows) {
    progress.phase("landing the posts of " + day);
    List<String> delivered = landing.list(LakehouseSource.POSTS_TODAY);
    if (!delivered.contains(LakehouseSource.POSTS_TODAY + "/" + SUCCESS)) {
      throw Failure.of(
          "Cannot land the posts of %s: found no %s/%s; expected the complete files of the day."
              + " Nothing was changed. Run this again when the files have arrived.",
          day, LakehouseSource.POSTS_TODAY, SUCCESS);
    }
    List<String> files = delivered.stream().filter(path -> path.endsWith(".parquet")).toList();
    for (String path : files) {
      String name = path.substring(LakehouseSource.POSTS_TODAY.length());
      landing.copy(path, LakehouseSource.POSTS.folder() + "/" + day + "/" + run + name);
    }
    String manifest =
        "{\"day\":\"%s\",\"run\":\"%s\",\"rows\":%d,\"files\":%d}"
            .formatted(day, run, rows, files.size());
    landing.write(
        LandedDays.manifest(LakehouseSource.POSTS, day), manifest.getBytes(StandardCharsets.UTF_8));
    clear();
  }

  /** Deletes the mark first, so that no copy starts while the other files are deleted. */
  private void clear() {
    landing.delete(LakehouseSource.POSTS_TODAY + "/" + SUCCESS);
    landing.list(LakehouseSource.POSTS_TODAY).forEach(landing::delete);
  }
}

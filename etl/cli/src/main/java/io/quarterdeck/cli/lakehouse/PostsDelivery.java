package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.progress.Progress;
import java.time.LocalDate;

/**
 * Puts generated posts into the source's folder {@code Posts_today} on the local stack, as the
 * source does. The pipeline {@code copyPostsEveryday} moves them from there.
 *
 * @param landing the files of the container of incoming data
 * @param progress receives what is done
 */
record PostsDelivery(LakeFiles landing, Progress progress) {
  private static final String SUCCESS = "_SUCCESS";

  /**
   * Replaces the content of the folder with the posts of a day. The folder is complete when it has
   * {@code _SUCCESS}.
   *
   * @param generated the folder of the generated posts
   */
  void deliver(String generated, LocalDate day) {
    progress.phase("delivering the posts of " + day);
    // Without the mark, no pipeline starts while the other files are replaced.
    landing.delete(LakehouseSource.POSTS_TODAY + "/" + SUCCESS);
    landing.list(LakehouseSource.POSTS_TODAY).forEach(landing::delete);
    String from = generated + "/" + day;
    for (String path : landing.list(from)) {
      if (!path.endsWith(SUCCESS)) {
        landing.copy(path, LakehouseSource.POSTS_TODAY + path.substring(from.length()));
      }
    }
    landing.write(LakehouseSource.POSTS_TODAY + "/" + SUCCESS, new byte[0]);
  }
}

package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.Failure;
import java.nio.file.Path;

/**
 * Where the file is loaded, and why there.
 *
 * @param where the one place or the other
 * @param why for people, after "Loading ..."
 */
record LoadPlace(Where where, String why) {
  /** The places that there are. */
  enum Where {
    HERE,
    DATABRICKS
  }

  /**
   * Chooses one.
   *
   * @throws Failure when the asked one cannot do it
   */
  static LoadPlace choose(LoadOn asked, Reach reach, Path file) {
    return switch (asked) {
      case HERE -> {
        if (!reach.isOpen()) {
          throw outOfReach(file, reach);
        }
        yield new LoadPlace(Where.HERE, "here, as --load-on says");
      }
      case DATABRICKS -> new LoadPlace(Where.DATABRICKS, "on Databricks, as --load-on says");
      case AUTO ->
          reach.isOpen()
              ? new LoadPlace(Where.HERE, "here, as " + reach.found())
              : new LoadPlace(
                  Where.DATABRICKS,
                  "on Databricks, inside the stack's network, as " + reach.found());
    };
  }

  private static Failure outOfReach(Path file, Reach reach) {
    return new Failure(
        "Cannot load "
            + file
            + " from here: "
            + reach.found()
            + "; expected a database that does, for --load-on here. With accessMode private only the"
            + " stack's own network reaches it: have the dataset's job load the file there"
            + " (--load-on databricks), or run this inside.");
  }
}

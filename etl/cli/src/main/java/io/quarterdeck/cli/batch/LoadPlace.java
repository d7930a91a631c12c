package io.quarterdeck.cli.batch;

import io.quarterdeck.cli.bootstrap.LoadOn;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;

/**
 * Where the load runs, and the reason.
 *
 * @param where where the load runs
 * @param why the reason, continuing "Loading ..."
 */
record LoadPlace(Where where, String why) {
  /** Where a load can run. */
  enum Where {
    HERE,
    DATABRICKS
  }

  /**
   * Selects where the load runs.
   *
   * @throws Failure if the requested one cannot reach the database
   */
  static LoadPlace choose(LoadOn asked, Reach reach, Path file) {
    return switch (asked) {
      case HERE -> {
        if (!reach.isOpen()) {
          throw outOfReach(file, reach);
        }
        yield new LoadPlace(Where.HERE, "here, because --load-on requests it");
      }
      case DATABRICKS ->
          new LoadPlace(Where.DATABRICKS, "on Databricks, because --load-on requests it");
      case AUTO ->
          reach.isOpen()
              ? new LoadPlace(Where.HERE, "here, because " + reach.found())
              : new LoadPlace(
                  Where.DATABRICKS,
                  "on Databricks, inside the stack's network, because " + reach.found());
    };
  }

  private static Failure outOfReach(Path file, Reach reach) {
    return Failure.of(
        "Cannot load %s from here: %s; expected a database that accepts "
            + "connections for --load-on here. With accessMode private, only the stack's "
            + "own network and the networks in quarterdeck:clientCidrs can connect to it. Load the "
            + "file with the dataset's job (--load-on databricks), or run this command in such a "
            + "network.",
        file, reach.found());
  }
}

package io.quarterdeck.etl.faults;

import java.util.Optional;

/** Where in a load its process is killed. */
enum Stage {
  HASH("reading the file's digest"),
  UPLOAD("uploading to"),
  /** The ledger has the load, and its table is made. */
  CREATE("loading rows"),
  COPY(
      "loading rows",
      "select 1 from pg_stat_progress_copy where command = 'COPY FROM' and tuples_processed > 0"),
  INDEX("building indexes", "select 1 from pg_stat_progress_create_index"),
  PUBLISH("publishing load"),
  /** It is published and the ledger says so; the loader has not ended. */
  LEDGER(
      "publishing load",
      "select 1 from quarterdeck.load where id = (select max(id) from quarterdeck.load)"
          + " and status = 'published'");

  private final String phase;
  private final Optional<String> sign;

  Stage(String phase) {
    this.phase = phase;
    this.sign = Optional.empty();
  }

  Stage(String phase, String sign) {
    this.phase = phase;
    this.sign = Optional.of(sign);
  }

  /** What the loader says when it comes to this stage. */
  String phase() {
    return phase;
  }

  /**
   * A query that has a row as soon as the stage is reached, if what the loader says is too early.
   */
  Optional<String> sign() {
    return sign;
  }
}

package io.quarterdeck.cli.faults;

import java.util.Optional;

/** The stages of a load at which its process is killed. */
enum Stage {
  HASH("reading the file's digest"),
  UPLOAD("uploading to"),
  /** The ledger has the load, and its table exists. */
  CREATE("loading rows"),
  COPY(
      "loading rows",
      "select 1 from pg_stat_progress_copy where command = 'COPY FROM' and tuples_processed > 0"),
  INDEX("building indexes", "select 1 from pg_stat_progress_create_index"),
  PUBLISH("publishing load"),
  /** The load is published in the ledger, but the loader has not ended. */
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

  /** The phase that the loader prints when it reaches this stage. */
  String phase() {
    return phase;
  }

  /** A query that returns a row when the stage is reached, if the phase begins too early. */
  Optional<String> sign() {
    return sign;
  }
}

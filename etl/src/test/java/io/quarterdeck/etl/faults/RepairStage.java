package io.quarterdeck.etl.faults;

import java.util.Optional;

/** Where in the adding of repaired rejects its process is killed. */
enum RepairStage {
  READ("reading repaired rejects", Optional.empty()),
  COPY(
      "adding rows",
      Optional.of(
          "select 1 from pg_stat_progress_copy where command = 'COPY FROM' and tuples_processed > 0")),
  /** What the ledger is to say is being counted. */
  COUNT("adding rows", Optional.of(statement("select count(*) from (%"))),
  /** The ledger has been told, in the transaction that is open, and the rows are coming. */
  ADD("adding rows", Optional.of(statement("insert into %load_line%"))),
  /** Readers see the rows; the process has not ended. */
  LEDGER(
      "adding rows",
      Optional.of(
          "select 1 from quarterdeck.repair where load_id = (select max(id) from quarterdeck.load)"));

  private final String phase;
  private final Optional<String> sign;

  RepairStage(String phase, Optional<String> sign) {
    this.phase = phase;
    this.sign = sign;
  }

  private static String statement(String like) {
    return "select 1 from pg_stat_activity where state = 'active' and query like '" + like + "'";
  }

  /** What the process says when it comes to this stage. */
  String phase() {
    return phase;
  }

  /** A query that has a row as soon as the stage is reached, if what it says is too early. */
  Optional<String> sign() {
    return sign;
  }
}

package io.quarterdeck.cli.faults;

import java.util.Optional;

/** The stages of a repair at which its process is killed. */
enum RepairStage {
  READ("reading repaired rejects", Optional.empty()),
  COPY(
      "adding rows",
      Optional.of(
          "select 1 from pg_stat_progress_copy where command = 'COPY FROM' and tuples_processed"
              + " > 0")),
  /** The new counts for the ledger are being computed. */
  COUNT("adding rows", Optional.of(statement("select count(*) from (%"))),
  /** The ledger is updated in the open transaction, and the rows are being inserted. */
  ADD("adding rows", Optional.of(statement("insert into %load_line%"))),
  /** Readers see the rows, but the process has not ended. */
  LEDGER(
      "adding rows",
      Optional.of(
          "select 1 from quarterdeck.repair where load_id = (select max(id) from"
              + " quarterdeck.load)"));

  private final String phase;
  private final Optional<String> sign;

  RepairStage(String phase, Optional<String> sign) {
    this.phase = phase;
    this.sign = sign;
  }

  private static String statement(String like) {
    return "select 1 from pg_stat_activity where state = 'active' and query like '" + like + "'";
  }

  /** The phase that the process prints when it reaches this stage. */
  String phase() {
    return phase;
  }

  /** A query that returns a row when the stage is reached, if the phase begins too early. */
  Optional<String> sign() {
    return sign;
  }
}

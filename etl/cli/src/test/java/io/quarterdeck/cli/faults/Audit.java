package io.quarterdeck.cli.faults;

import java.sql.SQLException;
import java.util.List;

/**
 * The state of the database after a fault and a second load of the same file.
 *
 * @param lost rows of the file that are not in the table
 * @param twice rows that are in the table more than once or are not in the file
 * @param orphans tables without a load, loads without their table, and loads that are still running
 */
record Audit(long lost, long twice, long orphans) {
  /** Loads without a final state, and tables without a load. */
  private static final String ORPHANS =
      """
      with tables as (
        select c.relname::text as name, c.relispartition as attached
        from pg_class c
        where c.relnamespace = 'faults'::regnamespace and c.relkind = 'r'),
      loads as (
        select 'sales_load_' || id as name, status, dropped, failure, finished
        from quarterdeck.load),
      both_sides as (
        select * from tables full join loads using (name))
      select count(*) from both_sides
      where status is null
        or status = 'running'
        or (status = 'published') is distinct from coalesce(attached, false)
        or (attached is null) <> (dropped is not null)
        or (status = 'failed' and (failure is null or finished is null))
      """;

  static Audit of(FaultServer server, Generation expected) throws SQLException {
    List<Long> counts = server.numbers(expected.countingSql());
    long all = counts.get(0);
    long ofTheFile = counts.get(1);
    long lines = counts.get(2);
    return new Audit(
        expected.rows() - lines,
        (all - ofTheFile) + (ofTheFile - lines),
        server.numbers(ORPHANS).get(0));
  }
}

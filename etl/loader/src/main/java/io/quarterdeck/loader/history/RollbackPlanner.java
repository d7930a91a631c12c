package io.quarterdeck.loader.history;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.contract.RestorePlan.Step;
import io.quarterdeck.loader.failure.Failure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Computes which tables a rollback restores, and to which versions. The tables get the rows from
 * before the first change of the run. Changes of later runs are lost, too: those of the same
 * tables, and those of gold, which is computed from silver. Then all tables that such a run changed
 * are restored, so that no run is rolled back in one table only.
 *
 * @param history the histories of the tables
 */
public record RollbackPlanner(LakeHistory history) {
  private static final String SILVER = "silver/";
  private static final String GOLD = "gold/";
  private static final String BRONZE = "bronze/";

  /**
   * Returns the plan that rolls a run back.
   *
   * @param run the run, as its commits name it
   * @return empty if the run is rolled back already
   * @throws Failure if no commit names the run
   */
  public Optional<RestorePlan> before(String run) {
    if (history.runs().stream().anyMatch(each -> each.run().equals(run))) {
      return Optional.of(plan(run, Set.of(run)));
    }
    if (history.hasCommitOf(run)) {
      return Optional.empty();
    }
    throw Failure.of(
        "Cannot roll back run %s: found no version of a table that this run wrote; expected a run of"
            + " the lakehouse. List the runs: ./quarterdeck rollback --systems lakehouse",
        run);
  }

  /**
   * Returns the plan that completes another plan. Runs after the other plan are in the plan, too.
   *
   * @param unfinished the plan, of which some tables may be restored already
   */
  public RestorePlan complete(RestorePlan unfinished) {
    Set<String> runs = new LinkedHashSet<>();
    for (Step step : unfinished.steps()) {
      history.table(step.table()).ifPresent(table -> runs.addAll(runsAfter(table, step.to())));
    }
    return runs.isEmpty() ? unfinished : plan(unfinished.run(), runs);
  }

  /**
   * Returns the run that ingested a day last.
   *
   * @throws Failure if no run ingested the day, different runs ingested it last into different
   *     tables, or the run ingested other days, too
   */
  public String newestOf(LocalDate day) {
    Set<String> runs = new LinkedHashSet<>();
    for (TableHistory table : history.tables()) {
      if (table.table().startsWith(BRONZE)) {
        table.changes().stream()
            .filter(change -> change.days().contains(day))
            .findFirst()
            .ifPresent(change -> runs.add(change.run()));
      }
    }
    if (runs.size() != 1) {
      throw Failure.of(
          "Cannot roll back %s: found %s; expected one run that ingested this day last. List the"
              + " runs, and name one: ./quarterdeck rollback --systems lakehouse --run RUN",
          day, runs.isEmpty() ? "no run of this day" : "the runs " + String.join(" and ", runs));
    }
    String run = runs.iterator().next();
    List<LocalDate> days =
        history.runs().stream()
            .filter(each -> each.run().equals(run))
            .flatMap(each -> each.days().stream())
            .toList();
    if (days.size() > 1) {
      throw Failure.of(
          "Cannot roll back %s: found that run %s ingested the days %s; expected a run of this day"
              + " only. To roll back all of them, name the run: ./quarterdeck rollback --systems"
              + " lakehouse --run %s",
          day, run, days, run);
    }
    return run;
  }

  private RestorePlan plan(String run, Set<String> seeds) {
    Set<String> lost = new LinkedHashSet<>(seeds);
    int known;
    do {
      known = lost.size();
      for (TableHistory table : history.tables()) {
        oldestOf(lost, table)
            .ifPresent(oldest -> lost.addAll(runsAfter(table, LakeHistory.before(oldest))));
      }
      lost.addAll(computedFrom(lost));
    } while (lost.size() > known);
    List<String> discarded = new ArrayList<>(lost);
    discarded.remove(run);
    return new RestorePlan(run, discarded, steps(lost));
  }

  /** The reverse order of a run, so that a day disappears first where readers look for it. */
  private List<Step> steps(Set<String> lost) {
    List<String> order = new ArrayList<>(LakeName.tables());
    Collections.reverse(order);
    List<Step> steps = new ArrayList<>();
    for (String name : order) {
      Optional<TableHistory> table = history.table(name);
      OptionalLong oldest = table.isPresent() ? oldestOf(lost, table.get()) : OptionalLong.empty();
      if (oldest.isPresent()) {
        steps.add(new Step(name, table.get().newest(), LakeHistory.before(oldest.getAsLong())));
      }
    }
    return steps;
  }

  /** Returns the version of the oldest change of these runs, if they changed the table. */
  private static OptionalLong oldestOf(Collection<String> runs, TableHistory table) {
    return table.changes().stream()
        .filter(change -> runs.contains(change.run()))
        .mapToLong(TableCommit::version)
        .reduce((newer, older) -> older);
  }

  /** Returns the runs whose changes are not in a version. */
  private static List<String> runsAfter(TableHistory table, OptionalLong version) {
    long kept = table.rows(version);
    return table.changes().stream()
        .takeWhile(change -> change.version() != kept)
        .map(TableCommit::run)
        .toList();
  }

  /** Returns the runs that changed gold after these runs had changed silver. */
  private List<String> computedFrom(Set<String> lost) {
    Optional<Instant> first =
        changes(SILVER).stream()
            .filter(change -> lost.contains(change.run()))
            .map(TableCommit::time)
            .min(Instant::compareTo);
    return changes(GOLD).stream()
        .filter(change -> first.filter(change.time()::isAfter).isPresent())
        .map(TableCommit::run)
        .toList();
  }

  private List<TableCommit> changes(String layer) {
    return history.tables().stream()
        .filter(table -> table.table().startsWith(layer))
        .flatMap(table -> table.changes().stream())
        .toList();
  }
}

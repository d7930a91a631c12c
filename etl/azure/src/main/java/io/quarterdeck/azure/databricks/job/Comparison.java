package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.JobSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares three states: the wanted settings, the state after the last registration, and the
 * current settings in the workspace. A default that the workspace added is therefore not a
 * difference, and manual edits can be told apart from changes in the definition.
 */
final class Comparison {
  private final JobSettings wish;
  private final JobSettings live;
  private final Optional<Registered> before;
  private final SortedMap<String, String> wished;
  private final SortedMap<String, String> found;

  Comparison(JobSettings wish, JobSettings live, Optional<Registered> before) {
    this.wish = wish;
    this.live = live;
    this.before = before;
    this.wished = SettingsTree.fields(wish);
    this.found = SettingsTree.fields(live);
  }

  /** Returns all differences, ordered by path. */
  List<Difference> differences() {
    TreeSet<String> paths = new TreeSet<>(wished.keySet());
    paths.addAll(found.keySet());
    before.ifPresent(registered -> paths.addAll(registered.given().keySet()));
    List<Difference> differences = new ArrayList<>();
    for (String path : paths) {
      String wanted = wanted(path);
      if (!Objects.equals(found.get(path), wanted)) {
        differences.add(
            new Difference(
                path,
                Optional.ofNullable(found.get(path)),
                Optional.ofNullable(wanted),
                isDrift(path) ? Difference.Origin.DRIFT : Difference.Origin.DEFINITION));
      }
    }
    return differences;
  }

  /**
   * Returns the value the workspace should have. If the wanted value has not changed since the last
   * registration, this is the value that the workspace stored then.
   */
  private String wanted(String path) {
    String now = wished.get(path);
    boolean same = before.isPresent() && Objects.equals(now, before.get().wished().get(path));
    return same ? before.get().given().get(path) : now;
  }

  private boolean isDrift(String path) {
    return before.isPresent() && !Objects.equals(found.get(path), before.get().given().get(path));
  }

  /** Returns the wanted settings, but keeps manual edits. */
  JobSettings wishKeepingDrift() {
    return SettingsTree.settings(
        MergedSettings.merge(SettingsTree.tree(wish), SettingsTree.tree(live), this::isDrift));
  }

  /**
   * Returns the record of this registration for the next comparison.
   *
   * @param result the settings in the workspace after the registration
   * @param kept the manual edits that were kept; the next comparison reports them again
   */
  Registered remember(long jobId, JobSettings result, List<Difference> kept) {
    Map<String, String> given = new TreeMap<>(SettingsTree.fields(result));
    for (Difference difference : kept) {
      String path = difference.field();
      String earlier = before.map(registered -> registered.given().get(path)).orElse(null);
      if (earlier == null) {
        given.remove(path);
      } else {
        given.put(path, earlier);
      }
    }
    return new Registered(jobId, wished, given);
  }
}

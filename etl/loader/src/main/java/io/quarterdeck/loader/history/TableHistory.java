package io.quarterdeck.loader.history;

import io.quarterdeck.loader.history.TableCommit.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The commits of a Delta table whose log files exist. A restored table has a new version with the
 * rows of an earlier one. Therefore the changes that readers see are not those of all versions: the
 * changes between a restored version and the restore have no effect.
 */
public final class TableHistory {
  /** Stands for the rows of a table without rows. */
  private static final long NO_ROWS = -1;

  private final String table;
  private final NavigableMap<Long, TableCommit> commits = new TreeMap<>();

  /**
   * Creates a history.
   *
   * @param table the path of the table in the lake
   * @param commits at least one commit
   */
  TableHistory(String table, Collection<TableCommit> commits) {
    this.table = table;
    commits.forEach(commit -> this.commits.put(commit.version(), commit));
  }

  /** Returns the path of the table in the lake. */
  public String table() {
    return table;
  }

  /** Returns the current version. */
  public long newest() {
    return commits.lastKey();
  }

  /** Returns all commits, the newest first, including those without an effect. */
  List<TableCommit> all() {
    return List.copyOf(commits.descendingMap().values());
  }

  /** Returns the changes that have an effect on the current rows, the newest first. */
  List<TableCommit> changes() {
    List<TableCommit> changes = new ArrayList<>();
    walk(newest(), changes);
    return changes;
  }

  /**
   * Identifies the rows that readers of a version see. Two versions with the same number have the
   * same rows, except for rows that are older than the retention.
   *
   * @param version the version; empty for a table without rows
   */
  public long rows(OptionalLong version) {
    if (version.isEmpty()) {
      return NO_ROWS;
    }
    List<TableCommit> changes = new ArrayList<>();
    long end = walk(version.getAsLong(), changes);
    return changes.isEmpty() ? end : changes.get(0).version();
  }

  /**
   * Adds the changes of a version, the newest first. Returns the version before the oldest of them
   * whose log file does not exist anymore, or {@link #NO_ROWS} if there is none.
   */
  private long walk(long version, List<TableCommit> changes) {
    long at = version;
    while (commits.containsKey(at)) {
      TableCommit commit = commits.get(at);
      if (commit.kind() == Kind.CHANGE) {
        changes.add(commit);
      }
      at =
          switch (commit.kind()) {
            case CHANGE, UPKEEP -> at - 1;
            case RESTORE -> commit.restored().orElseThrow();
            case CLEAR -> NO_ROWS;
          };
    }
    return at;
  }
}

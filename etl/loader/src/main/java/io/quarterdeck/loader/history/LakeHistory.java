package io.quarterdeck.loader.history;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.loader.history.RunChanges.ChangedTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The histories of the tables of the lakehouse. They are read from the log files, so that a command
 * needs no Spark. Delta keeps log files for at least 30 days (Delta Lake, "Table properties",
 * {@code delta.logRetentionDuration}).
 *
 * @param tables the histories of the tables that exist, in the order in which a run changes them
 */
public record LakeHistory(List<TableHistory> tables) {
  /** The number of log files of a table that are read. A day has one or two. */
  private static final int MOST = 200;

  private static final String LOG = "/_delta_log";
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

  public LakeHistory {
    tables = List.copyOf(tables);
  }

  /**
   * Reads the histories of all tables of the lakehouse.
   *
   * @throws io.quarterdeck.loader.failure.Failure if a log file cannot be read
   */
  public static LakeHistory read(LakeText files) {
    List<TableHistory> tables = new ArrayList<>();
    for (String table : LakeName.tables()) {
      List<TableCommit> commits = commits(files, table);
      if (!commits.isEmpty()) {
        tables.add(new TableHistory(table, commits));
      }
    }
    return new LakeHistory(tables);
  }

  private static List<TableCommit> commits(LakeText files, String table) {
    List<TableCommit> commits = new ArrayList<>();
    List<Long> versions =
        files.list(table + LOG).stream()
            .map(COMMIT::matcher)
            .filter(Matcher::matches)
            .map(name -> Long.valueOf(name.group(1)))
            .sorted(Comparator.reverseOrder())
            .limit(MOST)
            .toList();
    for (long version : versions) {
      // A file can be deleted after it was listed, because it is older than the retention.
      files
          .text("%s%s/%020d.json".formatted(table, LOG, version))
          .ifPresent(text -> commits.add(TableCommit.parse(table, version, text)));
    }
    return commits;
  }

  /** Returns the history of a table, if the table exists. */
  public Optional<TableHistory> table(String table) {
    return tables.stream().filter(each -> each.table().equals(table)).findFirst();
  }

  /** Returns whether a run changed a table, even if the change was rolled back. */
  boolean hasCommitOf(String run) {
    return tables.stream()
        .flatMap(table -> table.all().stream())
        .anyMatch(commit -> commit.kind() == TableCommit.Kind.CHANGE && commit.run().equals(run));
  }

  /** Returns the runs whose changes readers see, the newest first. */
  public List<RunChanges> runs() {
    Map<String, Map<String, List<TableCommit>>> runs = new LinkedHashMap<>();
    for (TableHistory table : tables) {
      for (TableCommit change : table.changes()) {
        runs.computeIfAbsent(change.run(), run -> new LinkedHashMap<>())
            .computeIfAbsent(table.table(), name -> new ArrayList<>())
            .add(change);
      }
    }
    return runs.entrySet().stream()
        .map(run -> run(run.getKey(), run.getValue()))
        .sorted(Comparator.comparing(RunChanges::time).reversed())
        .toList();
  }

  private static RunChanges run(String run, Map<String, List<TableCommit>> changes) {
    Instant first = Instant.MAX;
    TreeSet<LocalDate> days = new TreeSet<>();
    List<ChangedTable> tables = new ArrayList<>();
    for (Map.Entry<String, List<TableCommit>> table : changes.entrySet()) {
      List<TableCommit> commits = table.getValue();
      TableCommit oldest = commits.get(commits.size() - 1);
      first = oldest.time().isBefore(first) ? oldest.time() : first;
      commits.forEach(commit -> days.addAll(commit.days()));
      tables.add(
          new ChangedTable(table.getKey(), before(oldest.version()), commits.get(0).version()));
    }
    return new RunChanges(run, first, List.copyOf(days), tables);
  }

  /** Returns the version before a version. */
  static OptionalLong before(long version) {
    return version == 0 ? OptionalLong.empty() : OptionalLong.of(version - 1);
  }
}

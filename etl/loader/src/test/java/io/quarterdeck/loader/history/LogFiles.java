package io.quarterdeck.loader.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Log files of Delta tables in memory. Each commit is one second after the previous one. */
final class LogFiles implements LakeText {
  static final String USERS = "silver/stackoverflow-users";
  static final String POSTS = "silver/stackoverflow-posts";
  static final String BRONZE = "bronze/stackoverflow-posts";
  static final String WAITING = "quarantine/stackoverflow-posts";
  static final String TOPICS = "gold/topics_of_the_day";
  static final String ACTIVITY = "gold/users_activity";

  private static final Instant START = Instant.parse("2026-01-05T06:00:00Z");

  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, Long> next = new TreeMap<>();

  /** Returns the time of a commit, from 1. */
  static Instant time(int commit) {
    return START.plusSeconds(commit);
  }

  /** Writes the posts of a day as the daily job does. */
  LogFiles daily(String run, String day) {
    return commit(
            BRONZE,
            run,
            "WRITE",
            "\"mode\":\"Overwrite\",\"predicate\":\"_day = date'" + day + "'\"")
        .commit(WAITING, run, "MERGE", "\"predicate\":\"[\\\"(t.id = s.id)\\\"]\"")
        .commit(POSTS, run, "MERGE", "\"predicate\":\"[\\\"(t.id = s.id)\\\"]\"")
        .commit(ACTIVITY, run, "WRITE", "\"mode\":\"Overwrite\"")
        .commit(TOPICS, run, "WRITE", "\"predicate\":\"day in (date'" + day + "')\"");
  }

  LogFiles change(String table, String run) {
    return commit(table, run, "MERGE", "");
  }

  LogFiles restore(String table, long version) {
    return commit(table, "rollback", "RESTORE", "\"version\":" + version + ",\"timestamp\":null");
  }

  LogFiles commit(String table, String run, String operation, String parameters) {
    long version = next.merge(table, 1L, Long::sum) - 1;
    String user = run.isEmpty() ? "" : ",\"userMetadata\":\"" + run + "\"";
    files.put(
        "%s/_delta_log/%020d.json".formatted(table, version),
        """
        {"commitInfo":{"timestamp":%d,"operation":"%s","operationParameters":{%s},"readVersion":0,\
        "operationMetrics":{"version":"9"}%s,"engineInfo":"Delta"}}
        {"add":{"path":"part.parquet","stats":"{\\"commitInfo\\":1}"}}
        """
            .formatted(time(files.size() + 1).toEpochMilli(), operation, parameters, user));
    return this;
  }

  void forget(String table, long version) {
    files.remove("%s/_delta_log/%020d.json".formatted(table, version));
  }

  void damage(String table, long version) {
    files.put("%s/_delta_log/%020d.json".formatted(table, version), "{\"add\":{}}\n");
  }

  @Override
  public List<String> list(String folder) {
    return files.keySet().stream()
        .filter(path -> path.startsWith(folder + "/"))
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }

  @Override
  public Optional<String> text(String path) {
    return Optional.ofNullable(files.get(path));
  }

  RollbackPlanner planner() {
    return new RollbackPlanner(LakeHistory.read(this));
  }
}

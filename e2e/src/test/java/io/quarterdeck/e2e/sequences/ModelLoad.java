package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Definition.Mode;
import io.quarterdeck.e2e.sequences.Definition.Table;
import io.quarterdeck.e2e.sequences.Row.Columns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A load as the model has it. */
final class ModelLoad {
  /** The states of docs/file-states.md, as far as a load has them. */
  enum Status {
    RUNNING,
    PUBLISHED,
    SUPERSEDED,
    ROLLED_BACK,
    INTERRUPTED,
    FAILED
  }

  final long id;
  final Content content;
  final Table table;
  final Mode mode;
  final Instant began;

  Status status = Status.RUNNING;

  /** Whether the ledger may still call it running, though it is interrupted. */
  boolean unrecorded;

  Optional<Long> supersededBy = Optional.empty();

  /** Whether retention dropped its rows. */
  boolean dropped;

  /** The job replaces it only by a file that landed at this moment or later. */
  Instant watermark = Instant.MIN;

  /** The rows in its partition, by their line. */
  NavigableMap<Long, Row> rows = new TreeMap<>();

  /** The columns that the dataset had when it was loaded. */
  Columns described = Columns.BASIC;

  /** The columns of its partition: others than the table's once it is detached. */
  Columns columns = Columns.BASIC;

  long repairs;
  long exportedRepairs;

  /** Where its rejects are on disk, for a load by a command. */
  Optional<Path> rejectsFile = Optional.empty();

  /** Its file's path in landing, and its rejects' in quarantine. */
  String archive = "";

  ModelLoad(long id, Content content, Table table, Mode mode, Instant began) {
    this.id = id;
    this.content = content;
    this.table = table;
    this.mode = mode;
    this.began = began;
  }

  ModelLoad copy() {
    ModelLoad copy = new ModelLoad(id, content, table, mode, began);
    copy.status = status;
    copy.unrecorded = unrecorded;
    copy.supersededBy = supersededBy;
    copy.dropped = dropped;
    copy.watermark = watermark;
    copy.rows = new TreeMap<>(rows);
    copy.described = described;
    copy.columns = columns;
    copy.repairs = repairs;
    copy.exportedRepairs = exportedRepairs;
    copy.rejectsFile = rejectsFile;
    copy.archive = archive;
    return copy;
  }

  boolean isOf(Content other) {
    return content.index() == other.index();
  }

  boolean isHidden() {
    return status == Status.SUPERSEDED || status == Status.ROLLED_BACK;
  }

  boolean wasPublished() {
    return status == Status.PUBLISHED || isHidden();
  }

  /** What one load replaced is one generation. */
  long generation() {
    return supersededBy.orElse(id);
  }

  boolean isSupersededBy(ModelLoad other) {
    return status == Status.SUPERSEDED && supersededBy.equals(Optional.of(other.id));
  }

  void supersededBy(ModelLoad other) {
    status = Status.SUPERSEDED;
    supersededBy = Optional.of(other.id);
  }

  /**
   * Readers see its rows from now on.
   *
   * @param loaded the columns that the dataset had
   * @param present the columns that the table has
   */
  void publish(Columns loaded, Columns present) {
    status = Status.PUBLISHED;
    described = loaded;
    columns = present;
    content.rows().forEach((line, row) -> rows.put(line, loaded.of(row)));
  }

  /** A rollback gives its partition the columns that the table has. */
  void publishAgain(Columns present) {
    status = Status.PUBLISHED;
    supersededBy = Optional.empty();
    alter(present);
  }

  void alter(Columns present) {
    if (columns != present) {
      columns = present;
      rows.replaceAll((line, row) -> row.withoutRemark());
    }
  }

  void add(long line, Row row) {
    rows.put(line, columns.of(row));
  }

  long rejected() {
    return content.rejects().keySet().stream().filter(line -> !rows.containsKey(line)).count();
  }
}

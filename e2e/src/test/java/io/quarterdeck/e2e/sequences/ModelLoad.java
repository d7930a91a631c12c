package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.DatasetDefinition.Mode;
import io.quarterdeck.e2e.sequences.DatasetDefinition.Table;
import io.quarterdeck.e2e.sequences.Row.Columns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A load in the model. */
final class ModelLoad {
  /** The states in docs/file-states.md that apply to a load. */
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

  /** Whether the ledger may still contain it as running, although it was interrupted. */
  boolean unrecorded;

  Optional<Long> supersededBy = Optional.empty();

  /** Whether retention dropped its rows. */
  boolean dropped;

  /** The job replaces this load only by a file that was uploaded at this time or later. */
  Instant watermark = Instant.MIN;

  /** The rows in its partition, by line. */
  NavigableMap<Long, Row> rows = new TreeMap<>();

  /** The columns of the dataset at the time of the load. */
  Columns described = Columns.BASIC;

  /**
   * The columns of its partition. They can differ from those of the table after the partition is
   * detached.
   */
  Columns columns = Columns.BASIC;

  long repairs;
  long exportedRepairs;

  /** The file of its rejects on disk, for a load by a command. */
  Optional<Path> rejectsFile = Optional.empty();

  /** The paths of its file in landing and of its rejects in quarantine. */
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

  /** Returns its generation: all loads that one load replaced are one generation. */
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
   * Publishes its rows.
   *
   * @param loaded the columns of the dataset
   * @param present the columns of the table
   */
  void publish(Columns loaded, Columns present) {
    status = Status.PUBLISHED;
    described = loaded;
    columns = present;
    content.rows().forEach((line, row) -> rows.put(line, loaded.of(row)));
  }

  /**
   * Publishes its rows again. A rollback changes the columns of its partition to those of the
   * table.
   */
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

package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Action.Repeat;
import io.quarterdeck.e2e.sequences.Content.Kind;
import io.quarterdeck.e2e.sequences.Content.Packing;
import io.quarterdeck.e2e.sequences.DatasetDefinition.Mode;
import io.quarterdeck.e2e.sequences.DatasetDefinition.Table;
import io.quarterdeck.e2e.sequences.ModelLoad.Status;
import io.quarterdeck.e2e.sequences.ObservedState.LedgerLoad;
import io.quarterdeck.e2e.sequences.Row.Columns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The state machine of docs/file-states.md for one dataset: its state, and the effect of each
 * command. Ids and times of loads come from the ledger; everything else comes from that page.
 */
final class Model {
  /** The number of replaced generations whose rows are kept, according to {@code load --help}. */
  private static final int KEPT_GENERATIONS = 2;

  /**
   * A file in Blob.
   *
   * @param modified the time of its upload, in whole seconds
   */
  record File(int content, Packing packing, Instant modified) {}

  /** A load from the command line. */
  record Command(Action.Load load, Path rejectsFile) {
    Content content(Contents contents) {
      return contents.get(load.content());
    }
  }

  /** The expected content of the manifest. */
  record Exported(List<Long> loads, Columns columns, List<String> rows) {}

  final Contents contents;
  DatasetDefinition definition;
  Optional<DatasetDefinition> registered = Optional.empty();
  final Map<Table, Columns> tables = new EnumMap<>(Table.class);
  final NavigableMap<Long, ModelLoad> loads = new TreeMap<>();
  final NavigableMap<String, File> landing = new TreeMap<>();
  final NavigableMap<String, File> quarantine = new TreeMap<>();

  /** Rejects files that must be in quarantine. */
  final Set<String> quarantinedRejects = new TreeSet<>();

  /** Files that may or may not be in landing, because their command was killed. */
  final Map<String, File> arriving = new TreeMap<>();

  /** Whether a killed command may have left a staged copy, which no load by the CLI has removed. */
  boolean staged;

  Optional<Exported> export = Optional.empty();
  Optional<Exported> quarter = Optional.empty();
  final List<String> differences = new ArrayList<>();

  Model(Contents contents, DatasetDefinition definition) {
    this.contents = contents;
    this.definition = definition;
  }

  Model copy() {
    Model copy = new Model(contents, definition);
    copy.registered = registered;
    copy.tables.putAll(tables);
    loads.forEach((id, load) -> copy.loads.put(id, load.copy()));
    copy.landing.putAll(landing);
    copy.quarantine.putAll(quarantine);
    copy.quarantinedRejects.addAll(quarantinedRejects);
    copy.arriving.putAll(arriving);
    copy.staged = staged;
    copy.export = export;
    copy.quarter = quarter;
    return copy;
  }

  private void differs(String what) {
    differences.add(what);
  }

  /** Records a difference if a command did not end as specified. */
  void expect(String what, boolean succeeds, boolean succeeded, String said) {
    if (succeeds != succeeded) {
      differs(
          "%s: expected %s, found %s: %s"
              .formatted(what, outcome(succeeds), outcome(succeeded), said.strip()));
    }
  }

  /**
   * Records a difference if a load of published content unexpectedly reports, or does not report,
   * that the dataset file has changed. If the content was loaded several times, it is unspecified
   * which load the message refers to.
   */
  void mention(Command command, boolean mentioned) {
    if (verdict(command) == Verdict.ALREADY_LOADED) {
      Content content = command.content(contents);
      List<Boolean> changed =
          publishedIn(definition.table())
              .filter(load -> load.isOf(content))
              .map(load -> load.described != definition.columns())
              .distinct()
              .toList();
      if (!changed.contains(mentioned)) {
        differs(
            "a change of the dataset file: expected %s, mentioned %s"
                .formatted(changed, mentioned));
      }
    }
  }

  private static String outcome(boolean success) {
    return success ? "success" : "a failure";
  }

  // ---- what a load comes to

  /** The specified result of a load that is not interrupted. */
  enum Verdict {
    ALREADY_LOADED,
    REFUSED,
    PUBLISHED
  }

  Verdict verdict(Command command) {
    Content content = command.content(contents);
    boolean forced = command.load().repeat() == Repeat.FORCE;
    if (!forced && publishedIn(definition.table()).anyMatch(load -> load.isOf(content))) {
      return Verdict.ALREADY_LOADED;
    }
    boolean fits =
        content.kind() != Kind.WRONG_HEADER
            && (content.rejects().isEmpty() || command.load().rejects() == Action.Rejects.ALLOWED)
            && (forced || !content.rows().isEmpty());
    return fits ? Verdict.PUBLISHED : Verdict.REFUSED;
  }

  /**
   * A load that ran to its end.
   *
   * @return whether it succeeds
   */
  boolean load(Command command, Evidence evidence) {
    Verdict verdict = verdict(command);
    settle(definition.table());
    switch (verdict) {
      case ALREADY_LOADED -> {}
      case REFUSED -> begin(command, evidence).ifPresent(load -> load.status = Status.FAILED);
      case PUBLISHED ->
          begin(command, evidence)
              .ifPresent(
                  load -> {
                    publish(load, mode(command), definition, evidence);
                    retain(definition.table());
                    landing.put(archive(command), file(command, evidence));
                  });
    }
    return verdict != Verdict.REFUSED;
  }

  /** A load that was interrupted. The ledger shows how far it came. */
  void brokenLoad(Command command, Action.Signal signal, Evidence evidence) {
    Verdict verdict = verdict(command);
    Optional<LedgerLoad> found = evidence.peek();
    staged |= signal == Action.Signal.KILL;
    if (found.isEmpty()) {
      return;
    }
    if (verdict == Verdict.ALREADY_LOADED) {
      differs("load " + found.get().id() + " began, of content that is published");
    }
    begin(command, evidence)
        .ifPresent(load -> brokenLoad(load, found.get().status(), command, signal, evidence));
  }

  private void brokenLoad(
      ModelLoad load, String status, Command command, Action.Signal signal, Evidence evidence) {
    boolean publishes = verdict(command) == Verdict.PUBLISHED;
    switch (status) {
      case "published" -> {
        if (!publishes) {
          differs("load " + load.id + " is published; expected it to be refused");
        }
        staged = true;
        publish(load, mode(command), definition, evidence);
        // Retention and the move to landing may or may not have happened.
        retained(definition.table(), evidence);
        arriving.put(archive(command), file(command, evidence));
      }
      case "interrupted" -> load.status = Status.INTERRUPTED;
      case "running" -> {
        load.status = Status.INTERRUPTED;
        load.unrecorded = true;
        if (signal == Action.Signal.TERM) {
          differs("load " + load.id + " is running after Ctrl-C; expected interrupted at once");
        }
      }
      default -> {
        load.status = Status.FAILED;
        if (publishes) {
          differs("load " + load.id + " is " + status + "; expected published or interrupted");
        }
      }
    }
  }

  private Mode mode(Command command) {
    return command.load().mode().orElse(definition.mode());
  }

  private File file(Command command, Evidence evidence) {
    return new File(command.load().content(), command.load().packing(), evidence.second());
  }

  private String archive(Command command) {
    return "sha256=" + command.content(contents).sha256() + "/" + command.load().fileName();
  }

  private Optional<ModelLoad> begin(Command command, Evidence evidence) {
    Content content = command.content(contents);
    Optional<ModelLoad> load = begin(content, mode(command), definition, evidence);
    load.ifPresent(
        begun -> {
          begun.rejectsFile = Optional.of(command.rejectsFile());
          begun.archive = archive(command);
        });
    return load;
  }

  /** Takes the next new load of the ledger. */
  private Optional<ModelLoad> begin(
      Content content, Mode mode, DatasetDefinition by, Evidence evidence) {
    Optional<LedgerLoad> next = evidence.next();
    if (next.isEmpty()) {
      differs("the ledger has no row for the load of content " + content.index());
      return Optional.empty();
    }
    LedgerLoad row = next.get();
    if (!row.sha256().equals(content.sha256())
        || !row.table().equals(by.tableName())
        || !row.mode().equals(mode.word())) {
      differs(
          "load %d is %s of %s into %s; expected %s of content %d, %s, into %s"
              .formatted(
                  row.id(),
                  row.mode(),
                  row.sha256(),
                  row.table(),
                  mode.word(),
                  content.index(),
                  content.sha256(),
                  by.tableName()));
    }
    ModelLoad load = new ModelLoad(row.id(), content, by.table(), mode, row.started());
    loads.put(load.id, load);
    return Optional.of(load);
  }

  private void publish(ModelLoad load, Mode mode, DatasetDefinition by, Evidence evidence) {
    Columns present = tables.computeIfAbsent(by.table(), table -> by.columns());
    if (mode == Mode.REPLACE) {
      publishedIn(by.table()).toList().forEach(old -> old.supersededBy(load));
    }
    load.publish(by.columns(), present);
    // A file that was uploaded in the same second as a publication counts as earlier.
    load.watermark = evidence.publishedAt(load.id).plusSeconds(1);
  }

  /** Drops the rows of generations that rollback cannot restore. */
  private void retain(Table table) {
    beyondRetention(table).forEach(load -> load.dropped = true);
  }

  private void retained(Table table, Evidence evidence) {
    beyondRetention(table).forEach(load -> load.dropped = evidence.dropped(load.id));
  }

  private List<ModelLoad> beyondRetention(Table table) {
    List<ModelLoad> hidden =
        loads.values().stream()
            .filter(load -> load.table == table && load.isHidden() && !load.dropped)
            .toList();
    List<Long> generations =
        hidden.stream()
            .map(ModelLoad::generation)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    return hidden.stream()
        .filter(load -> generations.indexOf(load.generation()) >= KEPT_GENERATIONS)
        .toList();
  }

  Stream<ModelLoad> publishedIn(Table table) {
    return loads.values().stream()
        .filter(load -> load.table == table && load.status == Status.PUBLISHED);
  }

  /**
   * The clean-up that the next load of a dataset by the CLI does for killed loads. A load by the
   * job records their interruption, but does not move or delete their staged copies.
   */
  private void settle(Table table) {
    recordInterruptions(table);
    staged = false;
    arriving.forEach(landing::put);
    arriving.clear();
  }

  private void recordInterruptions(Table table) {
    loads.values().stream()
        .filter(load -> load.table == table)
        .forEach(load -> load.unrecorded = false);
  }

  // ---- rollback, repair, changes of the dataset

  boolean rollback(Evidence evidence) {
    Table table = definition.table();
    recordInterruptions(table);
    Optional<ModelLoad> newest = publishedIn(table).reduce((first, second) -> second);
    if (newest.isEmpty()) {
      return false;
    }
    List<ModelLoad> before =
        loads.values().stream().filter(load -> load.isSupersededBy(newest.get())).toList();
    boolean first = before.isEmpty() && newest.get().mode == Mode.REPLACE;
    if (first || before.stream().anyMatch(load -> load.dropped)) {
      return false;
    }
    newest.get().status = Status.ROLLED_BACK;
    for (ModelLoad load : before) {
      load.publishAgain(tables.get(table));
      load.watermark = evidence.second().plusSeconds(1);
    }
    return true;
  }

  /** Fixed lines in a file. */
  record Repairs(
      long load, NavigableMap<Long, Row> fitting, Set<Long> wrong, Action.Repair action) {}

  boolean repair(Repairs repairs) {
    ModelLoad load = loads.get(repairs.load());
    if (load.table != definition.table() || load.status != Status.PUBLISHED) {
      return false;
    }
    Columns columns = definition.columns();
    NavigableMap<Long, Row> changed = new TreeMap<>();
    NavigableMap<Long, Row> added = new TreeMap<>();
    repairs
        .fitting()
        .forEach(
            (line, row) -> {
              Row present = load.rows.get(line);
              if (present == null) {
                added.put(line, row);
              } else if (!columns.of(present).equals(columns.of(row))) {
                changed.put(line, row);
              }
            });
    boolean replace = repairs.action().present() == Action.Present.REPLACE;
    boolean allowed = repairs.action().rejects() == Action.Rejects.ALLOWED;
    if ((!changed.isEmpty() && !replace) || (!repairs.wrong().isEmpty() && !allowed)) {
      return false;
    }
    if (!added.isEmpty() || !changed.isEmpty()) {
      added.forEach((line, row) -> load.add(line, columns.of(row)));
      changed.forEach((line, row) -> load.add(line, columns.of(row)));
      load.repairs++;
    }
    return true;
  }

  void register() {
    registered = Optional.of(definition);
  }

  /** Changes the columns of the dataset and of its tables. */
  void changeColumns() {
    definition = definition.withOtherColumns();
    for (Table table : Set.copyOf(tables.keySet())) {
      tables.put(table, definition.columns());
      publishedIn(table).forEach(load -> load.alter(definition.columns()));
    }
  }

  // ---- the job

  /** Returns the files that a run finds, in processing order. */
  List<String> found() {
    return landing.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, File> file) -> file.getValue().modified())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The job processes one file.
   *
   * @return whether the file is valid, or is a file that the job does not load
   */
  boolean take(String path, DatasetDefinition by, Evidence evidence) {
    File file = landing.get(path);
    Content content = contents.get(file.content());
    if (wasPublished(content, by)) {
      return true;
    }
    if (isInterruptedSince(file, content, by) || isOlderThanReaders(file, by)) {
      quarantine(path, file);
      return true;
    }
    if (content.kind() != Kind.GOOD) {
      quarantine(path, file);
      if (!content.rejects().isEmpty()) {
        quarantinedRejects.add(path + ".rejects.csv");
      }
      return false;
    }
    begin(content, by.mode(), by, evidence)
        .ifPresent(
            load -> {
              recordInterruptions(by.table());
              publish(load, by.mode(), by, evidence);
              load.watermark = file.modified();
              load.archive = path;
              retain(by.table());
            });
    return true;
  }

  private boolean isInterruptedSince(File file, Content content, DatasetDefinition by) {
    return loads.values().stream()
        .anyMatch(
            load ->
                load.table == by.table()
                    && load.isOf(content)
                    && load.status == Status.INTERRUPTED
                    && !load.began.isBefore(file.modified()));
  }

  private boolean isOlderThanReaders(File file, DatasetDefinition by) {
    return by.mode() == Mode.REPLACE
        && publishedIn(by.table()).anyMatch(load -> file.modified().isBefore(load.watermark));
  }

  private void quarantine(String path, File file) {
    landing.remove(path);
    quarantine.put(path, file);
  }

  /** Exports all published loads, or a quarter. */
  boolean export(DatasetDefinition by, Optional<ExportedQuarter> part) {
    List<ModelLoad> published = publishedIn(by.table()).toList();
    if (published.isEmpty()) {
      return false;
    }
    List<String> rows =
        published.stream()
            .flatMap(load -> load.rows.values().stream())
            .filter(row -> part.isEmpty() || part.get().holds(row))
            .map(row -> by.columns().of(row).shown(by.columns()))
            .sorted()
            .toList();
    Exported exported =
        new Exported(published.stream().map(load -> load.id).toList(), by.columns(), rows);
    if (part.isPresent()) {
      quarter = Optional.of(exported);
    } else {
      export = Optional.of(exported);
      published.forEach(load -> load.exportedRepairs = load.repairs);
    }
    return true;
  }

  /** Returns whether a backfill of the quarter finds rows, or a file that no load published. */
  boolean hasWorkFor(ExportedQuarter part) {
    boolean hasRows =
        publishedIn(definition.table())
            .flatMap(load -> load.rows.values().stream())
            .anyMatch(part::holds);
    return hasRows
        || landing.values().stream()
            .anyMatch(file -> !wasPublished(contents.get(file.content()), definition));
  }

  private boolean wasPublished(Content content, DatasetDefinition by) {
    return loads.values().stream()
        .anyMatch(load -> load.table == by.table() && load.isOf(content) && load.wasPublished());
  }

  /** Returns whether {@code export} has nothing to do. */
  boolean isExported() {
    List<ModelLoad> published = publishedIn(definition.table()).toList();
    return export.isPresent()
        && export.get().loads().equals(published.stream().map(load -> load.id).toList())
        && published.stream().allMatch(load -> load.exportedRepairs == load.repairs);
  }

  /** Returns the newest load of the content that a command made and that has rejects. */
  Optional<ModelLoad> newestWithRejects(int content) {
    return loads.values().stream()
        .filter(load -> load.content.index() == content && load.wasPublished())
        .filter(load -> load.rejectsFile.isPresent())
        .reduce((first, second) -> second);
  }

  /** Takes over facts from the servers that the model cannot predict: when files were uploaded. */
  void adopt(ObservedState seen) {
    landing.replaceAll(
        (path, file) ->
            Optional.ofNullable(seen.landing().get(path))
                .map(blob -> new File(file.content(), file.packing(), blob.modified()))
                .orElse(file));
    for (String path : Set.copyOf(arriving.keySet())) {
      if (seen.landing().containsKey(path)) {
        landing.put(path, arriving.get(path));
      }
    }
    // A failed first load may have created the table.
    seen.tables().forEach((table, there) -> tables.putIfAbsent(table, there.columns()));
  }

  /** Returns the rejects files that must be in quarantine: those of loads that were published. */
  Set<String> rejectsThatMustBe() {
    Set<String> must = new HashSet<>(quarantinedRejects);
    loads.values().stream()
        .filter(load -> !load.content.rejects().isEmpty() && load.wasPublished())
        .forEach(load -> must.add(load.archive + ".rejects.csv"));
    return must;
  }

  Set<String> rejectsThatMayBe() {
    Set<String> allowed = new HashSet<>(quarantinedRejects);
    loads.values().stream()
        .filter(load -> !load.content.rejects().isEmpty())
        .forEach(load -> allowed.add(load.archive + ".rejects.csv"));
    return allowed;
  }
}

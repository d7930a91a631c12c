package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.DatasetDefinition.Table;
import io.quarterdeck.e2e.sequences.Model.Exported;
import io.quarterdeck.e2e.sequences.Model.File;
import io.quarterdeck.e2e.sequences.ModelLoad.Status;
import io.quarterdeck.e2e.sequences.ObservedState.Blob;
import io.quarterdeck.e2e.sequences.ObservedState.Export;
import io.quarterdeck.e2e.sequences.ObservedState.LedgerLoad;
import io.quarterdeck.e2e.sequences.ObservedState.SeenTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares the servers with the model. */
final class ModelComparison {
  private static final String REJECTS = ".rejects.csv";
  private static final int SHOWN = 5;

  private final Model model;
  private final ObservedState seen;
  private final List<String> differences = new ArrayList<>();

  private ModelComparison(Model model, ObservedState seen) {
    this.model = model;
    this.seen = seen;
  }

  static List<String> of(Model model, ObservedState seen) {
    ModelComparison comparison = new ModelComparison(model, seen);
    comparison.differences.addAll(model.differences);
    comparison.ledger();
    for (Table table : Table.values()) {
      comparison.table(table);
    }
    comparison.partitions();
    comparison.landing();
    comparison.quarantine();
    comparison.export("the manifest", model.export, seen.export());
    comparison.export("the quarter's manifest", model.quarter, seen.quarter());
    return comparison.differences;
  }

  private void equal(String what, Object expected, Object found) {
    if (!Objects.equals(expected, found)) {
      differences.add("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }

  private void ledger() {
    for (LedgerLoad row : seen.loads().values()) {
      ModelLoad load = model.loads.get(row.id());
      if (load == null) {
        differences.add("the ledger has load " + row + "; expected none");
      } else {
        load(load, row);
      }
    }
  }

  private void load(ModelLoad load, LedgerLoad row) {
    String what = "load " + row.id() + " in the ledger: ";
    String status = load.status.name().toLowerCase(Locale.ROOT);
    if (!(load.unrecorded && row.status().equals("running"))) {
      equal(what + "status", status, row.status());
    }
    equal(what + "superseded_by", load.supersededBy, row.supersededBy());
    if (load.wasPublished()) {
      equal(what + "rows_loaded", Optional.of((long) load.rows.size()), row.rowsLoaded());
      equal(what + "rows_rejected", Optional.of(load.rejected()), row.rowsRejected());
      equal(what + "repairs", load.repairs, row.repairs());
      equal(what + "rows dropped", load.dropped, row.dropped());
      equal(what + "landing", Optional.of(landing(load)), row.landing());
    }
  }

  private String landing(ModelLoad load) {
    return "landing/" + model.definition.name() + "/" + load.archive;
  }

  private void table(Table table) {
    Optional<SeenTable> found = Optional.ofNullable(seen.tables().get(table));
    if (model.tables.containsKey(table)) {
      equal(
          "columns of table " + table,
          Optional.of(model.tables.get(table)),
          found.map(SeenTable::columns));
    }
    List<String> expected =
        model
            .publishedIn(table)
            .flatMap(
                load ->
                    load.rows.entrySet().stream()
                        .map(
                            row ->
                                "%d|%d|%s"
                                    .formatted(
                                        load.id,
                                        row.getKey(),
                                        row.getValue().shown(model.tables.get(table)))))
            .sorted()
            .toList();
    rows("rows of table " + table, expected, found.map(SeenTable::rows).orElse(List.of()));
  }

  private void rows(String what, List<String> expected, List<String> found) {
    if (!expected.equals(found)) {
      differences.add(
          "%s: expected %d, found %d; missing %s, too many %s"
              .formatted(
                  what,
                  expected.size(),
                  found.size(),
                  minus(expected, found),
                  minus(found, expected)));
    }
  }

  private static List<String> minus(List<String> from, Collection<String> what) {
    List<String> rest = new ArrayList<>(from);
    what.forEach(rest::remove);
    return rest.size() > SHOWN ? rest.subList(0, SHOWN) : rest;
  }

  private void partitions() {
    Set<String> must = new TreeSet<>();
    Set<String> may = new HashSet<>();
    for (ModelLoad load : model.loads.values()) {
      String name = load.table.name().toLowerCase(Locale.ROOT) + "_load_" + load.id;
      if (load.wasPublished() && !load.dropped) {
        must.add(name);
      } else if (load.status == Status.INTERRUPTED && load.unrecorded) {
        may.add(name);
      }
    }
    Set<String> found = new TreeSet<>(seen.partitions());
    found.removeIf(may::contains);
    equal("tables of single loads", must, found);
  }

  private void landing() {
    Set<String> found = new TreeSet<>(seen.landing().keySet());
    found.removeIf(path -> model.arriving.containsKey(path) && !model.landing.containsKey(path));
    equal("files in landing", new TreeSet<>(model.landing.keySet()), found);
    contents("landing", model.landing, seen.landing());
    if (!model.staged) {
      equal("files in landing/_loading", Set.of(), seen.staging());
    }
  }

  private void contents(String where, Map<String, File> expected, Map<String, Blob> found) {
    expected.forEach(
        (path, file) -> {
          if (found.containsKey(path)) {
            String md5 = model.contents.get(file.content()).md5(file.packing());
            equal("bytes of " + where + " " + path, md5, found.get(path).md5());
          }
        });
  }

  private void quarantine() {
    Set<String> files = new TreeSet<>();
    Set<String> rejects = new TreeSet<>();
    for (String path : seen.quarantine().keySet()) {
      if (!path.startsWith("_refused/")) {
        (path.endsWith(REJECTS) ? rejects : files).add(path);
      }
    }
    equal("files in quarantine", new TreeSet<>(model.quarantine.keySet()), files);
    contents("quarantine", model.quarantine, seen.quarantine());
    Set<String> lost = new TreeSet<>(model.rejectsThatMustBe());
    lost.removeAll(rejects);
    equal("rejects missing in quarantine", Set.of(), lost);
    rejects.removeAll(model.rejectsThatMayBe());
    equal("rejects in quarantine of no load", Set.of(), rejects);
  }

  private void export(String what, Optional<Exported> expected, Optional<Export> found) {
    equal(what + " names loads", expected.map(Exported::loads), found.map(Export::loads));
    equal(
        what + " counts rows",
        expected.map(each -> (long) each.rows().size()),
        found.map(Export::count));
    equal(
        "columns of Parquet that " + what + " names",
        expected.map(each -> each.columns().names()),
        found.map(Export::columns));
    rows(
        "rows of Parquet that " + what + " names",
        expected.map(Exported::rows).orElse(List.of()),
        found.map(Export::rows).orElse(List.of()));
  }
}

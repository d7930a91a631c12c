package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Loaded;
import io.quarterdeck.cli.report.Table.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The section about the load: its figures and its details. */
final class LoadSection {
  private LoadSection() {}

  static String html(Loaded load) {
    return "<dl class='tiles'>"
        + tile("Rows loaded", Figures.exact(load.rowsLoaded()), "tile")
        + tile(
            "Rows rejected",
            Figures.exact(load.rowsRejected()),
            load.rowsRejected() > 0 ? "tile warned" : "tile")
        + tile(
            "Duplicates", duplicates(load), load.duplicates().isPresent() ? "tile" : "tile words")
        + tile("Took", Figures.duration(Duration.between(load.started(), load.finished())), "tile")
        + "</dl>\n"
        + rejects(load)
        + Table.facts("Load " + load.loadId(), facts(load));
  }

  private static List<List<Entry>> facts(Loaded load) {
    List<List<Entry>> facts = new ArrayList<>();
    facts.addAll(
        List.of(
            List.of(Entry.text("File"), Entry.text(load.file())),
            List.of(Entry.text("SHA-256"), Entry.code(load.sha256())),
            List.of(Entry.text("Rows read"), Entry.text(Figures.exact(load.rowsRead()))),
            List.of(Entry.text("Started"), Entry.text(ReportPage.MOMENT.format(load.started()))),
            List.of(
                Entry.text("Finished"), Entry.text(ReportPage.MOMENT.format(load.finished())))));
    load.correlationId()
        .ifPresent(id -> facts.add(List.of(Entry.text("Correlation id"), Entry.code(id))));
    return facts;
  }

  private static String duplicates(Loaded load) {
    return load.duplicates().map(Figures::exact).orElse("not counted");
  }

  private static String rejects(Loaded load) {
    if (load.rowsRejected() == 0) {
      return "";
    }
    double share = 100.0 * load.rowsRejected() / load.rowsRead();
    return "<p class='notice'><strong>Rejected: %s of %s rows (%s).</strong> The table contains only rows that fit the dataset.</p>\n"
        .formatted(
            Figures.exact(load.rowsRejected()),
            Figures.exact(load.rowsRead()),
            share < 0.01 ? "less than 0.01 %" : String.format(Locale.ROOT, "%.2f %%", share));
  }

  private static String tile(String name, String figure, String kind) {
    return "<div class='%s'><dt>%s</dt><dd>%s</dd></div>".formatted(kind, name, figure);
  }
}

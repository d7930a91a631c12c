package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Place;
import io.quarterdeck.cli.report.ReportData.Step;
import io.quarterdeck.cli.report.Table.Entry;
import java.math.BigDecimal;
import java.util.List;

/** The sections about the times of the steps and the locations of the data. */
final class PlaceSection {
  private PlaceSection() {}

  static String timings(List<Step> steps) {
    return BarTable.html(
        "Time that each step took",
        List.of("Step", "Time"),
        steps.stream()
            .map(
                step ->
                    new BarTable.Row(
                        step.name(),
                        BigDecimal.valueOf(step.took().toMillis()),
                        List.of(Figures.duration(step.took()))))
            .toList());
  }

  static String places(List<Place> places) {
    return Table.facts(
        "What is where",
        places.stream()
            .map(
                place ->
                    List.of(
                        Entry.text(place.what()), new Entry("code", Text.escape(place.where()))))
            .toList());
  }
}

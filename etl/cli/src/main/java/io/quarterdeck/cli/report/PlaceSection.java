package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Place;
import io.quarterdeck.cli.report.Table.Entry;
import java.util.List;

/** The section about the locations of the data. */
final class PlaceSection {
  private PlaceSection() {}

  static String places(List<Place> places) {
    return Table.facts(
        "What is where",
        places.stream()
            .map(place -> List.of(Entry.text(place.what()), Entry.code(place.where())))
            .toList());
  }
}

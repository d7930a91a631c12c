package io.quarterdeck.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Creates the sections of the report about a dataset. Stateless. */
public final class DatasetReport {
  private DatasetReport() {}

  /** Returns the sections in their order on the page. */
  public static List<Section> sections(ReportData data) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("What was loaded", LoadSection.html(data.loaded())));
    data.rejects()
        .ifPresent(
            rejects ->
                sections.add(
                    new Section(
                        "Rejects of load " + rejects.loadId(), RejectsSection.html(rejects))));
    sections.add(new Section("Data quality", QualitySection.html(data.quality())));
    data.charts().ifPresent(charts -> addCharts(charts, sections));
    sections.add(new Section("Loads over time", TrendSection.html(data.loads())));
    sections.add(new Section("Where everything is", PlaceSection.places(data.places())));
    return sections;
  }

  private static void addCharts(ReportData.Charts charts, List<Section> sections) {
    String byPeriod = "Sum of " + charts.measure() + " by period and " + charts.group();
    sections.add(new Section(byPeriod, ChartSection.byPeriod("chart", byPeriod, charts)));
    sections.add(
        new Section("Change from the previous period", ChangeSection.html("change", charts)));
    sections.add(
        new Section(
            "Top " + charts.topGroup() + " by " + charts.measure(), ChartSection.top(charts)));
  }
}

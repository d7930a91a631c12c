package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.cli.report.ReportData;
import io.quarterdeck.cli.report.ReportRequest;
import io.quarterdeck.cli.report.SystemReport;
import io.quarterdeck.cli.report.SystemReports;
import io.quarterdeck.cli.report.TopicsReport;
import io.quarterdeck.cli.report.TopicsReportData;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects the part of the report about the lakehouse. */
public final class LakehouseReport implements SystemReports {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.LAKEHOUSE;
  }

  @Override
  public Collected collect(ReportRequest request, ConnectedStack connected, Progress progress) {
    LakehouseStack stack = LakehouseStack.of(connected);
    LakeFiles lake = stack.lake(progress);
    LakeResults results = new LakeResults(lake);
    List<Topic> topics = results.topics();
    if (topics.isEmpty()) {
      return Collected.missing(
          "found no %s; run ./quarterdeck run --systems lakehouse --job daily --day DAY%s"
              .formatted(LakeName.TOPICS_CSV.lakeName(), request.sameStack()));
    }
    TopicsReportData data =
        new TopicsReportData(
            topics,
            results.questions(),
            results.drift(),
            results.tables(),
            model(new ModelFiles(lake)),
            places(stack));
    return Collected.of(
        new SystemReport(
            PlatformSystemName.LAKEHOUSE,
            "Lakehouse: topics of questions",
            TopicsReport.subtitle(data),
            TopicsReport.sections(data),
            new TopicHighlights(TopicsReport.top(topics))));
  }

  /** The daily job writes these files last. */
  @Override
  public String version(ReportRequest request, ConnectedStack connected, Progress progress) {
    LakeFiles lake = LakehouseStack.of(connected).lake(progress);
    return Stream.of(LakeName.TOPICS_CSV, LakeName.TABLES_CSV, LakeName.MODEL_MANIFEST)
        .map(name -> lake.version(name.lakeName()).orElse("none"))
        .collect(Collectors.joining(";"));
  }

  private static Optional<TopicsReportData.Model> model(ModelFiles models) {
    return models
        .published()
        .map(
            published ->
                new TopicsReportData.Model(
                    published.current(),
                    models.card(published.current()).metrics().entrySet().stream()
                        .map(
                            metric ->
                                new TopicsReportData.Metric(metric.getKey(), metric.getValue()))
                        .toList()));
  }

  private static List<ReportData.Place> places(LakehouseStack stack) {
    String container =
        stack.outputs().lake().blobEndpoint() + stack.outputs().requireLakehouse().container();
    List<ReportData.Place> places = new ArrayList<>();
    places.add(new ReportData.Place("Lake", container));
    for (LakeName name :
        List.of(
            LakeName.TOPICS_OF_THE_DAY,
            LakeName.QUESTION_TOPICS,
            LakeName.TOPIC_DRIFT,
            LakeName.USERS_ACTIVITY,
            LakeName.QUESTIONS_BY_TAG,
            LakeName.MODEL_MANIFEST,
            LakeName.RESULT_CSV)) {
      places.add(new ReportData.Place("In the lake", name.lakeName()));
    }
    return places;
  }

  private record TopicHighlights(List<Topic> top) implements SystemReport.Highlights {
    @Override
    public JsonObject addTo(JsonObject object) {
      return object.with("topics", TopTopics.json(top));
    }

    @Override
    public void print(PrintWriter out) {
      TopTopics.print(top, out);
    }
  }
}

package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.report.ReportData;
import io.quarterdeck.cli.report.ReportFile;
import io.quarterdeck.cli.report.TopicsReport;
import io.quarterdeck.cli.report.TopicsReportData;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the data of the lakehouse's report and writes the report. */
final class LakehouseReport {
  private LakehouseReport() {}

  /**
   * Writes the report.
   *
   * @param timings the steps of the bootstrap; empty for none
   * @return the ten most frequent topics of the newest day
   * @throws Failure if no day was scored, or the report cannot be written
   */
  static List<Topic> write(
      LakehouseStack stack, Path file, List<Steps.Timing> timings, Progress progress) {
    LakeFiles lake = stack.lake(progress);
    LakeResults results = new LakeResults(lake);
    List<Topic> topics = results.topics();
    if (topics.isEmpty()) {
      throw Failure.of(
          "Cannot write the report: found no %s; expected the topics of at least one day. Run the"
              + " daily job: ./quarterdeck run --systems lakehouse --job daily --day DAY",
          LakeName.TOPICS_CSV.lakeName());
    }
    TopicsReportData data =
        new TopicsReportData(
            topics,
            results.questions(),
            results.drift(),
            results.tables(),
            model(new ModelFiles(lake)),
            timings.stream().map(LakehouseReport::step).toList(),
            places(stack),
            ToolVersion.current(),
            Instant.now());
    ReportFile.write(file, TopicsReport.html(data));
    return TopicsReport.top(topics);
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

  private static ReportData.Step step(Steps.Timing timing) {
    return new ReportData.Step(timing.name(), Duration.ofNanos(Math.round(timing.seconds() * 1e9)));
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
}

package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.Finding;
import io.quarterdeck.cli.doctor.SystemChecks;
import io.quarterdeck.cli.report.TopicsReportData.DayDrift;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Locale;

/**
 * Checks that the model fits the questions of the newest day. The job decides that, and writes it
 * to a file.
 *
 * @param files the files of the container of the tables
 */
record DriftCheck(LakeFiles files) implements Check {
  @Override
  public String name() {
    return "topic drift";
  }

  @Override
  public List<String> needs() {
    return List.of(SystemChecks.BLOB);
  }

  @Override
  public Finding look() {
    List<DayDrift> days;
    try {
      days = new LakeResults(files).drift();
    } catch (Failure e) {
      return Finding.warning(
          "the drift cannot be read: " + e.getMessage(),
          "Ask for the role Storage Blob Data Reader on the container " + files.container() + ".");
    }
    if (days.isEmpty()) {
      return Finding.ok("no day was counted yet");
    }
    DayDrift newest = days.get(days.size() - 1);
    return newest.alert().isEmpty()
        ? Finding.ok(
            String.format(
                Locale.ROOT,
                "the model fits %s: %.1f %% other, word distance %.3f",
                newest.day(),
                100 * newest.otherShare(),
                newest.wordDistance()))
        : Finding.warning(
            "the model may not fit %s: %s".formatted(newest.day(), newest.alert()),
            "Train a model: ./quarterdeck run --systems lakehouse --job train --wait. It is"
                + " published if it is better.");
  }
}

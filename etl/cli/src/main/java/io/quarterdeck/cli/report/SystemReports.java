package io.quarterdeck.cli.report;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.Optional;

/**
 * Collects the part of the report about a system. {@link java.util.ServiceLoader} finds the
 * implementations.
 */
public interface SystemReports {
  /**
   * What was collected.
   *
   * @param report the part of the report; empty if the system has no results yet, or if they cannot
   *     be read from this machine
   * @param missing why there is no report, as a clause without a period; empty if there is one
   */
  record Collected(Optional<SystemReport> report, String missing) {
    /** Returns a part of the report. */
    public static Collected of(SystemReport report) {
      return new Collected(Optional.of(report), "");
    }

    /** Returns the reason why there is no report. */
    public static Collected missing(String why) {
      return new Collected(Optional.empty(), why);
    }
  }

  /** Returns the system. */
  PlatformSystemName system();

  /**
   * Collects the results.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the results cannot be read
   */
  Collected collect(ReportRequest request, ConnectedStack stack, Progress progress);

  /**
   * Returns a text that changes when the results change, so that {@code report --serve} knows when
   * to collect them again.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the state of the results cannot be read
   */
  String version(ReportRequest request, ConnectedStack stack, Progress progress);
}

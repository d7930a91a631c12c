package io.quarterdeck.cli.report;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.cli.report.BootstrapStatus.Running;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.loader.progress.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The report of a stack as it is now. It looks for changes in the stack at most every {@value
 * #SECONDS} seconds, for all browsers together. A failure is shown on the page, and the next look
 * tries again: the services may not have started yet. Thread-safe.
 */
final class LiveReport implements ReportServer.Source {
  private static final int SECONDS = 3;

  private final ReportRequest request;
  private Instant looked = Instant.MIN;

  /** The opened stack; null if it has to be opened. */
  private ConnectedStack stack;

  private String results = "";
  private String shown = "";
  private String page = "";

  LiveReport(ReportRequest request) {
    this.request = request;
  }

  @Override
  public synchronized String version() {
    if (looked.isBefore(Instant.now().minusSeconds(SECONDS))) {
      results = results();
      looked = Instant.now();
    }
    String steps = BootstrapStatus.read(request.state()).map(LiveReport::steps).orElse("");
    return Integer.toHexString((results + steps).hashCode());
  }

  private String results() {
    Progress silent = Progress.silent();
    try {
      if (stack == null) {
        stack = ConnectedStacks.find(request.stack(), silent);
      }
      return ReportCollection.version(request, stack, silent);
    } catch (Failure e) {
      stack = null; // the stack may have been created again, with other services
      return e.getMessage();
    }
  }

  private static String steps(BootstrapStatus status) {
    return status.started() + " " + status.done().size();
  }

  @Override
  public synchronized String html(String version) {
    if (!version.equals(shown)) {
      page = collect().liveHtml(version);
      shown = version;
    }
    return page;
  }

  private ReportPage collect() {
    try {
      return ReportCollection.collect(
              request, BootstrapStatus.steps(request.state()), Progress.silent())
          .page();
    } catch (Failure e) {
      String why = "<p class='notice'>" + Text.escape(e.getMessage()) + "</p>";
      return new ReportPage(
          request.stack().words(),
          List.of(new ReportPage.Part("No results", "", List.of(new Section("Reason", why)))),
          ToolVersion.current(),
          Instant.now());
    }
  }

  @Override
  public String status() {
    return BootstrapStatus.read(request.state())
        .flatMap(BootstrapStatus::alive)
        .map(LiveReport::words)
        .orElse("");
  }

  private static String words(Running step) {
    return String.format(
        Locale.ROOT,
        "bootstrap runs: %s, for %d s",
        step.title(),
        Duration.between(step.since(), Instant.now()).toSeconds());
  }
}

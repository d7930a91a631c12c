package io.quarterdeck.cli.report;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.prices.MonthlyCost;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.loader.progress.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the report shows.
 *
 * @param page the page
 * @param systems the systems that have results
 * @param missing for each other system, why it has none
 */
public record ReportCollection(ReportPage page, List<SystemReport> systems, List<String> missing) {
  /**
   * Collects the results of the systems.
   *
   * @param steps the steps of the last bootstrap; empty for none
   * @throws io.quarterdeck.loader.failure.Failure if the stack cannot be opened, or results cannot
   *     be read
   */
  public static ReportCollection collect(
      ReportRequest request, List<ReportData.Step> steps, Progress progress) {
    ConnectedStack stack = ConnectedStacks.find(request.stack(), progress);
    List<SystemReport> systems = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (SystemReports reports : selected(request, stack)) {
      SystemReports.Collected collected = reports.collect(request, stack, progress);
      collected.report().ifPresentOrElse(systems::add, () -> missing.add(collected.missing()));
    }
    progress.phase("listing the resources");
    return new ReportCollection(page(request, stack, systems, missing, steps), systems, missing);
  }

  /**
   * Returns a text that changes when the results of a system change.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the state of the results cannot be read
   */
  static String version(ReportRequest request, ConnectedStack stack, Progress progress) {
    return selected(request, stack).stream()
        .map(reports -> reports.system() + "=" + reports.version(request, stack, progress))
        .collect(Collectors.joining(","));
  }

  private static List<SystemReports> selected(ReportRequest request, ConnectedStack stack) {
    Set<PlatformSystemName> wanted =
        request.systems().isEmpty() ? stack.outputs().systems() : request.systems();
    return ServiceLoader.load(SystemReports.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(reports -> wanted.contains(reports.system()))
        .sorted(Comparator.comparing(SystemReports::system))
        .toList();
  }

  private static ReportPage page(
      ReportRequest request,
      ConnectedStack stack,
      List<SystemReport> systems,
      List<String> missing,
      List<ReportData.Step> steps) {
    List<ReportPage.Part> parts =
        new ArrayList<>(systems.stream().map(ReportPage.Part::of).toList());
    parts.add(PlatformPart.of(platform(request, stack, missing, steps)));
    return new ReportPage(
        stack.outputs().environment(), parts, ToolVersion.current(), Instant.now());
  }

  private static PlatformData platform(
      ReportRequest request,
      ConnectedStack stack,
      List<String> missing,
      List<ReportData.Step> steps) {
    OutputValues outputs = stack.outputs();
    return new PlatformData(
        outputs.environment(),
        outputs.location(),
        PlatformResources.of(stack),
        MonthlyCost.of(outputs.environment(), outputs.systems(), outputs.location()),
        missing,
        steps,
        next(request));
  }

  private static List<PlatformData.Command> next(ReportRequest request) {
    String same = request.sameStack();
    String dataset = " --dataset " + request.dataset().name();
    return List.of(
        new PlatformData.Command(
            "./quarterdeck check FILE" + dataset, "validates a file; loads nothing"),
        new PlatformData.Command(
            "./quarterdeck load FILE" + dataset + same, "loads a file, and replaces or adds rows"),
        new PlatformData.Command("./quarterdeck loads" + dataset + same, "lists the loads"),
        new PlatformData.Command(
            "./quarterdeck rollback" + dataset + same, "restores the previous load"),
        new PlatformData.Command("./quarterdeck runs" + same, "lists the runs of the job"),
        new PlatformData.Command(
            "./quarterdeck doctor" + same, "checks everything that the stack needs"));
  }

  /** Returns whether no system has results. */
  public boolean isEmpty() {
    return systems.isEmpty();
  }
}

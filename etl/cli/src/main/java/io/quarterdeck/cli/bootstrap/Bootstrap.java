package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.azure.outputs.MissingSystem;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.azure.stack.Stacks;
import io.quarterdeck.cli.memory.MemoryWatch;
import io.quarterdeck.cli.report.ReportCollection;
import io.quarterdeck.cli.report.ReportFile;
import io.quarterdeck.cli.report.ReportRequest;
import io.quarterdeck.cli.terminal.Console;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens the stack and prepares its PostgreSQL server, runs the steps of each system that the stack
 * has, and writes the report. Each step skips work that is already done, so an interrupted
 * bootstrap can be run again.
 */
public final class Bootstrap {
  /** The steps that do not belong to a system: stack and report. */
  private static final int OWN_STEPS = 2;

  private final BootstrapRequest request;
  private final List<SystemSteps> known;
  private final Steps steps;

  public Bootstrap(BootstrapRequest request, Console console) {
    this.request = request;
    this.known = known();
    this.steps =
        new Steps(
            console, request.folders().state(), OWN_STEPS + count(expected(request.systems())));
  }

  /**
   * Runs all steps.
   *
   * @throws io.quarterdeck.loader.failure.Failure if a step fails or another bootstrap is running
   */
  BootstrapResult run() {
    try (MemoryWatch memory = watch()) {
      return BootstrapLock.holding(request.folders().state(), () -> runSteps(memory));
    }
  }

  /** On another stack, the servers of a local stack are not part of the bootstrap. */
  private MemoryWatch watch() {
    return request.stack().words().equals("local")
        ? MemoryWatch.withLocalStack()
        : MemoryWatch.ofCommand();
  }

  /** The systems of the stack are not known before the first step. */
  private List<SystemSteps> expected(Set<PlatformSystemName> requested) {
    Set<PlatformSystemName> systems =
        requested.isEmpty() ? PlatformSystemName.defaults() : requested;
    return known.stream().filter(steps -> systems.contains(steps.system())).toList();
  }

  private static int count(List<SystemSteps> systems) {
    return systems.stream().mapToInt(SystemSteps::count).sum();
  }

  private static List<SystemSteps> known() {
    return ServiceLoader.load(SystemSteps.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(SystemSteps::system))
        .toList();
  }

  private BootstrapResult runSteps(MemoryWatch memory) {
    Opened opened = steps.run("stack", this::open);
    steps.expect(OWN_STEPS + count(opened.systems()));
    List<SystemResult> results = new ArrayList<>();
    for (SystemSteps system : opened.systems()) {
      results.add(system.run(request, opened.stack(), opened.reach(), steps));
    }
    Optional<Path> report = steps.run("report", this::report);
    return new BootstrapResult(results, report, opened.serverProblem(), memory.peak());
  }

  private Steps.Outcome<Optional<Path>> report(StepProgress progress) {
    ReportRequest what =
        new ReportRequest(
            request.stack(),
            request.sameStack(),
            request.systems(),
            request.dataset(),
            request.folders().state());
    ReportCollection collected = ReportCollection.collect(what, steps.done(), progress);
    if (collected.isEmpty()) {
      return new Steps.Outcome<>(
          Optional.empty(), "not written: " + String.join("; ", collected.missing()));
    }
    ReportFile.write(request.report(), collected.page().html());
    return new Steps.Outcome<>(Optional.of(request.report()), request.report().toString());
  }

  private record Opened(
      Stack stack, List<SystemSteps> systems, Reach reach, Optional<String> serverProblem) {}

  private Steps.Outcome<Opened> open(StepProgress progress) {
    Stack opened = Stacks.open(request.stack(), request.systems(), progress);
    Stack stack = request.catalog().map(opened::inCatalog).orElse(opened);
    List<SystemSteps> systems = systemsOf(stack);
    stack.jobs().prepare(progress);
    progress.phase("looking for PostgreSQL");
    Reach reach = Reach.of(stack.postgres());
    Optional<String> problem = ServerStep.run(stack, reach, progress);
    String database = stack.postgres().jdbcUrl().replaceFirst("^jdbc:postgresql://", "");
    return new Steps.Outcome<>(
        new Opened(stack, systems, reach, problem),
        request.stack().words() + ": PostgreSQL at " + database);
  }

  private List<SystemSteps> systemsOf(Stack stack) {
    Set<PlatformSystemName> wanted =
        request.systems().isEmpty() ? stack.systems() : request.systems();
    for (PlatformSystemName system : wanted) {
      if (!stack.systems().contains(system)) {
        throw MissingSystem.failure(system);
      }
    }
    List<SystemSteps> systems =
        known.stream().filter(steps -> wanted.contains(steps.system())).toList();
    if (systems.isEmpty()) {
      throw Failure.of(
          "Cannot bootstrap the stack %s: this version of Quarterdeck knows none of its systems;"
              + " expected one of %s. Use the version that deployed the stack.",
          stack.name(),
          PlatformSystemName.format(
              known.stream().map(SystemSteps::system).collect(Collectors.toSet())));
    }
    return systems;
  }
}

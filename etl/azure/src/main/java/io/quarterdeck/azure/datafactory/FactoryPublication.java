package io.quarterdeck.azure.datafactory;

import io.quarterdeck.azure.databricks.job.DifferenceText;
import io.quarterdeck.azure.datafactory.Artefact.Kind;
import io.quarterdeck.azure.datafactory.PublishedRecords.Published;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Publishes artefacts to a data factory. Only what differs is changed. Artefacts that an earlier
 * publication created and that no longer exist in Git are deleted. A trigger keeps its state; a new
 * one is stopped.
 */
public final class FactoryPublication {
  /** Whether to change the factory or only to compare. */
  public enum Mode {
    APPLY,
    DRY_RUN
  }

  /** How to treat artefacts that register did not create. */
  public enum Adoption {
    ADOPT,
    REFUSE
  }

  /** How to treat manual edits in the factory. */
  public enum Drift {
    /** Revert them. */
    REVERT,
    /** Do not change an artefact that has some. */
    KEEP
  }

  private final FactoryClient client;
  private final PublishedRecords records;
  private final Adoption adoption;
  private final Drift drift;
  private final Progress progress;

  public FactoryPublication(
      FactoryClient client,
      PublishedRecords records,
      Adoption adoption,
      Drift drift,
      Progress progress) {
    this.client = client;
    this.records = records;
    this.adoption = adoption;
    this.drift = drift;
    this.progress = progress;
  }

  /**
   * Compares the factory with the artefacts and, in {@link Mode#APPLY}, applies the differences.
   * Conflicts are detected before anything changes.
   *
   * @param artefacts in an order in which they can be created
   * @return the changes, one line each; empty if nothing differs
   * @throws Failure if register did not create an artefact and the policy refuses to adopt it, or
   *     if the factory refuses a request
   */
  public List<String> run(List<Artefact> artefacts, Mode mode) {
    progress.phase("comparing with the data factory " + client.name());
    List<ArtefactPlan> plans = new ArrayList<>();
    for (Artefact artefact : artefacts) {
      Optional<Artefact> live = client.find(artefact.kind(), artefact.name());
      live.ifPresent(this::requireManaged);
      plans.add(ArtefactPlan.of(artefact, live, live.flatMap(existing -> records.find(artefact))));
    }
    List<Artefact> surplus = surplus(artefacts);
    List<String> lines = new ArrayList<>();
    for (ArtefactPlan plan : plans) {
      lines.addAll(lines(plan));
      if (mode == Mode.APPLY) {
        apply(plan);
      }
    }
    for (Artefact artefact : surplus) {
      lines.add("- " + artefact.title());
      if (mode == Mode.APPLY) {
        change(artefact, () -> client.delete(artefact));
      }
    }
    return lines;
  }

  private void requireManaged(Artefact live) {
    if (adoption == Adoption.REFUSE && !live.isManaged()) {
      throw Failure.of(
          "Cannot publish the %s to the data factory %s: found one without the annotation %s;"
              + " expected one that register created. Rename it in the factory, or take it over"
              + " with register --adopt.",
          live.title(), client.name(), Artefact.ANNOTATION);
    }
  }

  /** Returns the artefacts that no longer exist in Git, in an order for deletion. */
  private List<Artefact> surplus(List<Artefact> artefacts) {
    Set<String> wanted = artefacts.stream().map(Artefact::title).collect(Collectors.toSet());
    List<Artefact> surplus = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      client.list(kind).stream()
          .filter(each -> each.isManaged() && !wanted.contains(each.title()))
          .forEach(surplus::add);
    }
    Collections.reverse(surplus);
    return surplus;
  }

  private boolean isKept(ArtefactPlan plan) {
    return drift == Drift.KEEP && plan.hasDrift();
  }

  private List<String> lines(ArtefactPlan plan) {
    if (!plan.isChange()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (plan.live().isEmpty()) {
      lines.add("+ " + plan.wish().title());
    } else if (isKept(plan)) {
      lines.add("  " + plan.wish().title() + ": kept as edited by hand");
    } else {
      lines.add("~ " + plan.wish().title());
    }
    plan.differences().forEach(each -> lines.add("    " + DifferenceText.line(each)));
    return lines;
  }

  private void apply(ArtefactPlan plan) {
    if (isKept(plan)) {
      return;
    }
    if (plan.isChange()) {
      change(plan.wish(), () -> client.put(plan.wish()));
    }
    if (plan.isChange() || records.find(plan.wish()).isEmpty()) {
      Artefact result = client.find(plan.wish().kind(), plan.wish().name()).orElseThrow();
      records.keep(plan.wish(), new Published(plan.wish().fields(), result.fields()));
    }
  }

  /** Azure refuses changes of a trigger that is started. */
  private void change(Artefact artefact, Runnable change) {
    progress.phase(artefact.title());
    boolean isStarted = artefact.kind() == Kind.TRIGGER && client.isStarted(artefact.name());
    if (isStarted) {
      client.change(artefact.name(), "stop");
    }
    change.run();
    if (isStarted && client.find(artefact.kind(), artefact.name()).isPresent()) {
      client.change(artefact.name(), "start");
    }
  }
}

package io.quarterdeck.cli.ci;

import io.quarterdeck.contract.StatefulResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step that would delete data.
 *
 * @param stack the stack
 * @param step the planned step
 * @param held the data that would be lost
 */
record Refusal(String stack, Step step, StatefulResource held) {
  private static final String SETTING = "quarterdeck:allowReplace";

  /**
   * Returns the steps of a preview that would delete data and are not allowed, one for each
   * resource.
   */
  static List<Refusal> of(Preview preview) {
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    for (Step step : preview.steps()) {
      Optional<StatefulResource> held = StatefulResource.ofType(step.shortType());
      if (step.operation().destroys() && held.isPresent() && !allowed(preview, held.get())) {
        refusals.putIfAbsent(step.urn(), new Refusal(preview.stack(), step, held.get()));
      }
    }
    return new ArrayList<>(refusals.values());
  }

  private static boolean allowed(Preview preview, StatefulResource held) {
    String allowed = preview.configuration().getOrDefault(SETTING, "[]");
    return held.setting().stream().anyMatch(name -> allowed.contains("\"" + name + "\""));
  }

  /**
   * Returns the refusal as {@code replaces postgres (dbforpostgresql:Server) because of authConfig,
   * which holds databases}.
   */
  String text() {
    String because =
        step.replaceReasons().isEmpty()
            ? ""
            : " because of " + String.join(", ", step.replaceReasons());
    return "%ss %s (%s)%s, which holds %s"
        .formatted(step.operation().verb(), step.name(), step.shortType(), because, held.what());
  }

  /** Returns what to do if the steps are intended. */
  static String advice(List<Refusal> refusals) {
    List<String> settings =
        refusals.stream().flatMap(refusal -> refusal.held.setting().stream()).distinct().toList();
    boolean byHand = refusals.stream().anyMatch(refusal -> refusal.held.setting().isEmpty());
    String named =
        settings.isEmpty() ? "" : ", and name " + String.join(", ", settings) + " in " + SETTING;
    return "back up" + named + (byHand ? ", and do manually what no setting allows" : "");
  }
}

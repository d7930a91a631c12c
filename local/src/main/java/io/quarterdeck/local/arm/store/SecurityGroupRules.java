package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.http.ApiError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of Azure for the priorities of security rules. Source: Microsoft Learn, "Network
 * security groups", section "Security rules": a priority is between 100 and 4096, and unique among
 * the rules of a direction. The texts are quoted in public reports of failed deployments.
 */
final class SecurityGroupRules {
  private static final long HIGHEST = 100;
  private static final long LOWEST = 4096;

  private SecurityGroupRules() {}

  /** Refuses priorities that Azure does not accept. */
  static void check(ArmRequest request) {
    Map<String, String> byPriority = new HashMap<>();
    for (Object each : rules(request)) {
      Map<?, ?> rule = (Map<?, ?>) each;
      long priority = BodyValues.number(rule, "properties.priority").orElse(0L);
      if (priority < HIGHEST || priority > LOWEST) {
        throw ApiError.of(
            400,
            "SecurityRuleInvalidPriority",
            "Security rule has invalid Priority. Value provided: %d Allowed range %d-%d."
                .formatted(priority, HIGHEST, LOWEST));
      }
      String name = BodyValues.text(rule, "name");
      String other = byPriority.put(BodyValues.text(rule, "properties.direction") + priority, name);
      if (other != null) {
        throw ApiError.of(
            400,
            "SecurityRuleConflict",
            "Security rule %s conflicts with rule %s. Rules cannot have the same Priority and Direction."
                .formatted(name, other));
      }
    }
  }

  private static List<?> rules(ArmRequest request) {
    return BodyValues.at(request.body(), "properties.securityRules").orElse(List.of())
            instanceof List<?> rules
        ? rules
        : List.of();
  }
}

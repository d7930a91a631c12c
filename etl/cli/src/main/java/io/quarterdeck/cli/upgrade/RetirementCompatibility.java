package io.quarterdeck.cli.upgrade;

import io.quarterdeck.cli.retirement.PlatformUse;
import io.quarterdeck.cli.retirement.PlatformUses;
import io.quarterdeck.cli.retirement.RetirementCheck;
import io.quarterdeck.cli.retirement.RetirementList;
import io.quarterdeck.cli.retirement.RetirementNotice;
import io.quarterdeck.cli.retirement.Urgency;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares what an environment uses with what Azure retires.
 *
 * @param project the folder of the list and of the settings of the stacks
 * @param today the day with which the dates are compared
 */
public record RetirementCompatibility(Path project, LocalDate today) {
  static final String NAME = "retirements";

  private static final String EXPECTED =
      "nothing in use that retires within " + Urgency.WARNS + " days";

  /**
   * Compares an environment. The version and size of its PostgreSQL server come from the settings
   * of the stacks with this environment.
   *
   * @param nodeType the size of the job's machines
   */
  Compatibility of(String environment, String nodeType) {
    try {
      List<StackSettings> stacks =
          StackSettings.all(project).stream().filter(stack -> stack.isOf(environment)).toList();
      List<PlatformUse> uses = new ArrayList<>(PlatformUses.ofThisVersion());
      uses.add(PlatformUses.ofJob(nodeType));
      stacks.forEach(stack -> uses.addAll(PlatformUses.of(stack)));
      String without =
          stacks.isEmpty()
              ? "; PostgreSQL was not compared, because no Pulumi.STACK.yaml sets the environment "
                  + environment
              : "";
      return result(
          RetirementCheck.of(RetirementList.read(RetirementList.file(project)), uses, today),
          without);
    } catch (Failure e) {
      return Compatibility.unknown(NAME, e.getMessage(), EXPECTED, "Fix the reported error.");
    }
  }

  private static Compatibility result(List<RetirementNotice> notices, String without) {
    return switch (RetirementCheck.worst(notices)) {
      case LATER -> Compatibility.equal(NAME, next(notices) + without);
      case SOON -> near(Compatibility.State.WARNING, notices, without);
      case DUE -> near(Compatibility.State.FAILED, notices, without);
    };
  }

  private static String next(List<RetirementNotice> notices) {
    return notices.isEmpty() ? "none in the list" : "next: " + notices.get(0).text();
  }

  private static Compatibility near(
      Compatibility.State state, List<RetirementNotice> notices, String without) {
    List<RetirementNotice> near =
        notices.stream().filter(notice -> notice.urgency() != Urgency.LATER).toList();
    return new Compatibility(
        NAME,
        state,
        near.stream().map(RetirementNotice::text).collect(Collectors.joining("; ")) + without,
        EXPECTED,
        near.stream().map(RetirementNotice::advice).distinct().collect(Collectors.joining(" "))
            + " See docs/runbooks/retirements.md.");
  }
}

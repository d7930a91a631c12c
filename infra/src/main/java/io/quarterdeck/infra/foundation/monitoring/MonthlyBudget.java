package io.quarterdeck.infra.foundation.monitoring;

import com.pulumi.azurenative.consumption.Budget;
import com.pulumi.azurenative.consumption.BudgetArgs;
import com.pulumi.azurenative.consumption.enums.CategoryType;
import com.pulumi.azurenative.consumption.enums.OperatorType;
import com.pulumi.azurenative.consumption.enums.ThresholdType;
import com.pulumi.azurenative.consumption.enums.TimeGrainType;
import com.pulumi.azurenative.consumption.inputs.BudgetTimePeriodArgs;
import com.pulumi.azurenative.consumption.inputs.NotificationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.settings.MonitoringSettings;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The monthly budget, with notifications at 50, 80 and 100 %. */
public final class MonthlyBudget extends ComponentResource {
  private static final List<Integer> PERCENTAGES = List.of(50, 80, 100);

  /** Arguments of the component; {@code start} is the month in which the stack is created. */
  public record Args(
      ResourceContext context,
      MonitoringSettings settings,
      Output<String> actionGroupId,
      YearMonth start) {}

  public MonthlyBudget(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:monitoring:MonthlyBudget", name, options);
    Budget budget =
        new Budget(
            name,
            BudgetArgs.builder()
                .budgetName(args.context().names().of("budget"))
                .scope(args.context().resourceGroupId())
                .category(CategoryType.Cost)
                .timeGrain(TimeGrainType.Monthly)
                .amount((double) args.settings().monthlyBudget())
                .timePeriod(
                    BudgetTimePeriodArgs.builder()
                        .startDate(args.start().atDay(1) + "T00:00:00Z")
                        .build())
                .notifications(notifications(args))
                .build(),
            // Azure requires the current month at creation and does not accept a change afterwards.
            CustomResourceOptions.builder().parent(this).ignoreChanges("timePeriod").build());
    registerOutputs(Map.of("id", budget.id()));
  }

  private static Map<String, NotificationArgs> notifications(Args args) {
    Map<String, NotificationArgs> notifications = new TreeMap<>();
    for (int percentage : PERCENTAGES) {
      notifications.put(
          "actual-" + percentage, notification(args, percentage, ThresholdType.Actual));
    }
    notifications.put("forecast-100", notification(args, 100, ThresholdType.Forecasted));
    return notifications;
  }

  private static NotificationArgs notification(Args args, int percentage, ThresholdType type) {
    return NotificationArgs.builder()
        .enabled(true)
        .operator(OperatorType.GreaterThanOrEqualTo)
        .threshold((double) percentage)
        .thresholdType(type)
        .contactEmails(args.settings().emails())
        .contactGroups(args.actionGroupId().applyValue(List::of))
        .build();
  }
}

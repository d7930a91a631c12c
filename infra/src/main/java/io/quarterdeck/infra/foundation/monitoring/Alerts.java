package io.quarterdeck.infra.foundation.monitoring;

import com.pulumi.azurenative.monitor.ActionGroup;
import com.pulumi.azurenative.monitor.ActionGroupArgs;
import com.pulumi.azurenative.monitor.MetricAlert;
import com.pulumi.azurenative.monitor.MetricAlertArgs;
import com.pulumi.azurenative.monitor.ScheduledQueryRule;
import com.pulumi.azurenative.monitor.ScheduledQueryRuleArgs;
import com.pulumi.azurenative.monitor.enums.Kind;
import com.pulumi.azurenative.monitor.enums.TimeAggregation;
import com.pulumi.azurenative.monitor.inputs.ActionsArgs;
import com.pulumi.azurenative.monitor.inputs.ConditionArgs;
import com.pulumi.azurenative.monitor.inputs.ConditionFailingPeriodsArgs;
import com.pulumi.azurenative.monitor.inputs.MetricAlertActionArgs;
import com.pulumi.azurenative.monitor.inputs.MetricAlertSingleResourceMultipleMetricCriteriaArgs;
import com.pulumi.azurenative.monitor.inputs.MetricCriteriaArgs;
import com.pulumi.azurenative.monitor.inputs.MetricDimensionArgs;
import com.pulumi.azurenative.monitor.inputs.MicrosoftCommonEmailReceiverArgs;
import com.pulumi.azurenative.monitor.inputs.ScheduledQueryRuleCriteriaArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.LogRule;
import io.quarterdeck.infra.foundation.declaration.MetricRule;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Alerts on metrics and on logs, and the action group that receives them. */
public final class Alerts extends ComponentResource {
  /** The action group's short name, which Azure shows in text messages: at most 12 characters. */
  private static final String SHORT_NAME = "quarterdeck";

  private static final String GLOBAL = "global";
  private static final String SINGLE_RESOURCE =
      "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria";

  /**
   * Arguments of the component.
   *
   * @param emails the recipients
   * @param workspaceId the Log Analytics workspace
   * @param resources the alerts on metrics
   * @param logRules the alerts on logs
   */
  public record Args(
      ResourceContext context,
      List<String> emails,
      Output<String> workspaceId,
      List<ResourceAlerts> resources,
      List<LogRule> logRules) {}

  private final ResourceContext context;
  private final ActionGroup group;

  public Alerts(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:monitoring:Alerts", name, options);
    context = args.context();
    group = group(args.emails());
    args.resources().stream()
        .sorted(Comparator.comparing(ResourceAlerts::subject))
        .forEach(resource -> resource.rules().forEach(rule -> alert(resource, rule)));
    args.logRules().forEach(rule -> alert(args.workspaceId(), rule));
    registerOutputs(Map.of("actionGroupId", group.id()));
  }

  public Output<String> actionGroupId() {
    return group.id();
  }

  private ActionGroup group(List<String> emails) {
    List<MicrosoftCommonEmailReceiverArgs> receivers = new ArrayList<>();
    for (String email : emails) {
      receivers.add(
          MicrosoftCommonEmailReceiverArgs.builder()
              .name("email-" + (receivers.size() + 1))
              .emailAddress(email)
              .useCommonAlertSchema(true)
              .build());
    }
    return new ActionGroup(
        "action-group",
        ActionGroupArgs.builder()
            .actionGroupName(context.names().of("ag"))
            .groupShortName(SHORT_NAME)
            .resourceGroupName(context.resourceGroup())
            .location(GLOBAL)
            .enabled(true)
            .emailReceivers(receivers)
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private void alert(ResourceAlerts resource, MetricRule rule) {
    String name = resource.subject() + "-" + rule.name();
    new MetricAlert(
        "alert-" + name,
        MetricAlertArgs.builder()
            .ruleName(context.names().of("alert", name))
            .resourceGroupName(context.resourceGroup())
            .location(GLOBAL)
            .description(rule.description())
            .severity(rule.severity())
            .enabled(true)
            .autoMitigate(true)
            .scopes(resource.resourceId().applyValue(List::of))
            .evaluationFrequency("PT5M")
            .windowSize("PT15M")
            .criteria(criteria(name, resource.resourceType(), rule))
            .actions(MetricAlertActionArgs.builder().actionGroupId(group.id()).build())
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  /**
   * The interval is one hour, because the price depends on it. Azure must not validate the query:
   * in a new workspace, the table does not exist before the first log. Source: Microsoft Learn,
   * "Microsoft.Insights scheduledQueryRules".
   */
  private void alert(Output<String> workspaceId, LogRule rule) {
    new ScheduledQueryRule(
        "alert-" + rule.name(),
        ScheduledQueryRuleArgs.builder()
            .ruleName(context.names().of("alert", rule.name()))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .kind(Kind.LogAlert)
            .description(rule.description())
            .severity((double) rule.severity())
            .enabled(true)
            .autoMitigate(true)
            .skipQueryValidation(true)
            .scopes(workspaceId.applyValue(List::of))
            .evaluationFrequency("PT1H")
            .windowSize("PT1H")
            .criteria(
                ScheduledQueryRuleCriteriaArgs.builder()
                    .allOf(
                        ConditionArgs.builder()
                            .query(rule.query())
                            .timeAggregation(TimeAggregation.Count)
                            // The enumeration of the SDK has values of another resource type.
                            .operator("GreaterThan")
                            .threshold(0.0)
                            .failingPeriods(
                                ConditionFailingPeriodsArgs.builder()
                                    .numberOfEvaluationPeriods(1.0)
                                    .minFailingPeriodsToAlert(1.0)
                                    .build())
                            .build())
                    .build())
            .actions(ActionsArgs.builder().actionGroups(group.id().applyValue(List::of)).build())
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private static MetricAlertSingleResourceMultipleMetricCriteriaArgs criteria(
      String name, String resourceType, MetricRule rule) {
    MetricCriteriaArgs.Builder criterion =
        MetricCriteriaArgs.builder()
            .criterionType("StaticThresholdCriterion")
            .name(name)
            .metricNamespace(resourceType)
            .metricName(rule.metric())
            .timeAggregation(rule.aggregation())
            .operator(rule.operator())
            .threshold(rule.threshold());
    if (!rule.statusCodes().isEmpty()) {
      criterion.dimensions(
          MetricDimensionArgs.builder()
              .name("StatusCode")
              .operator("Include")
              .values(rule.statusCodes())
              .build());
    }
    return MetricAlertSingleResourceMultipleMetricCriteriaArgs.builder()
        .odataType(SINGLE_RESOURCE)
        .allOf(criterion.build())
        .build();
  }
}

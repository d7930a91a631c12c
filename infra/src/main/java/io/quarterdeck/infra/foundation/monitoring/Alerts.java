package io.quarterdeck.infra.foundation.monitoring;

import com.pulumi.azurenative.insights.ActionGroup;
import com.pulumi.azurenative.insights.ActionGroupArgs;
import com.pulumi.azurenative.insights.MetricAlert;
import com.pulumi.azurenative.insights.MetricAlertArgs;
import com.pulumi.azurenative.insights.inputs.EmailReceiverArgs;
import com.pulumi.azurenative.insights.inputs.MetricAlertActionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Metric alerts and the action group that receives them. */
public final class Alerts extends ComponentResource {
  /** The action group's short name, which Azure shows in text messages: at most 12 characters. */
  private static final String SHORT_NAME = "quarterdeck";

  private static final String GLOBAL = "global";

  /** Arguments of the component: the recipients and the monitored resources. */
  public record Args(
      ResourceContext context,
      List<String> emails,
      Output<String> postgresId,
      Output<String> lakeId,
      Output<String> vaultId) {}

  private final ResourceContext context;
  private final ActionGroup group;

  public Alerts(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:monitoring:Alerts", name, options);
    context = args.context();
    group = group(args.emails());
    MetricRule.POSTGRES_RULES.forEach(rule -> alert(rule, args.postgresId()));
    MetricRule.STORAGE_RULES.forEach(rule -> alert(rule, args.lakeId()));
    MetricRule.VAULT_RULES.forEach(rule -> alert(rule, args.vaultId()));
    registerOutputs(Map.of("actionGroupId", group.id()));
  }

  public Output<String> actionGroupId() {
    return group.id();
  }

  private ActionGroup group(List<String> emails) {
    List<EmailReceiverArgs> receivers = new ArrayList<>();
    for (String email : emails) {
      receivers.add(
          EmailReceiverArgs.builder()
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

  private void alert(MetricRule rule, Output<String> resourceId) {
    new MetricAlert(
        "alert-" + rule.name(),
        MetricAlertArgs.builder()
            .ruleName(context.names().of("alert", rule.name()))
            .resourceGroupName(context.resourceGroup())
            .location(GLOBAL)
            .description(rule.description())
            .severity(rule.severity())
            .enabled(true)
            .autoMitigate(true)
            .scopes(resourceId.applyValue(List::of))
            .evaluationFrequency("PT5M")
            .windowSize("PT15M")
            .criteria(rule.criteria())
            .actions(MetricAlertActionArgs.builder().actionGroupId(group.id()).build())
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }
}

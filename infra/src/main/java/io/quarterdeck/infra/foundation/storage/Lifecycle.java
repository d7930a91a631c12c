package io.quarterdeck.infra.foundation.storage;

import com.pulumi.azurenative.storage.BlobServiceProperties;
import com.pulumi.azurenative.storage.ManagementPolicy;
import com.pulumi.azurenative.storage.ManagementPolicyArgs;
import com.pulumi.azurenative.storage.StorageAccount;
import com.pulumi.azurenative.storage.enums.RuleType;
import com.pulumi.azurenative.storage.inputs.DateAfterModificationArgs;
import com.pulumi.azurenative.storage.inputs.ManagementPolicyActionArgs;
import com.pulumi.azurenative.storage.inputs.ManagementPolicyBaseBlobArgs;
import com.pulumi.azurenative.storage.inputs.ManagementPolicyDefinitionArgs;
import com.pulumi.azurenative.storage.inputs.ManagementPolicyFilterArgs;
import com.pulumi.azurenative.storage.inputs.ManagementPolicyRuleArgs;
import com.pulumi.azurenative.storage.inputs.ManagementPolicySchemaArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;

/** Creates the lake's lifecycle policy; an account has only one. */
final class Lifecycle {
  private Lifecycle() {}

  static void create(
      String name,
      Lake.Args args,
      StorageAccount account,
      List<LifecycleRule> rules,
      BlobServiceProperties service,
      Resource parent) {
    new ManagementPolicy(
        name,
        ManagementPolicyArgs.builder()
            .managementPolicyName("default")
            .accountName(account.name())
            .resourceGroupName(args.context().resourceGroup())
            .policy(
                ManagementPolicySchemaArgs.builder()
                    .rules(rules.stream().map(Lifecycle::inputs).toList())
                    .build())
            .build(),
        CustomResourceOptions.builder().parent(parent).dependsOn(service).build());
  }

  private static ManagementPolicyRuleArgs inputs(LifecycleRule rule) {
    return ManagementPolicyRuleArgs.builder()
        .name(rule.name())
        .type(RuleType.Lifecycle)
        .enabled(true)
        .definition(
            ManagementPolicyDefinitionArgs.builder()
                .filters(
                    ManagementPolicyFilterArgs.builder()
                        .blobTypes("blockBlob")
                        .prefixMatch(rule.container() + "/")
                        .build())
                .actions(ManagementPolicyActionArgs.builder().baseBlob(action(rule)).build())
                .build())
        .build();
  }

  private static ManagementPolicyBaseBlobArgs action(LifecycleRule rule) {
    DateAfterModificationArgs after = after(rule.days());
    ManagementPolicyBaseBlobArgs.Builder action = ManagementPolicyBaseBlobArgs.builder();
    return switch (rule.action()) {
      case DELETE -> action.delete(after).build();
      case TIER_TO_COOL -> action.tierToCool(after).build();
    };
  }

  private static DateAfterModificationArgs after(int days) {
    return DateAfterModificationArgs.builder()
        .daysAfterModificationGreaterThan((double) days)
        .build();
  }
}

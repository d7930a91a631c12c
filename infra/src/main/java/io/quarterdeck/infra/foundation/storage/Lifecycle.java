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
import io.quarterdeck.infra.settings.StorageSettings;

/**
 * The lake's lifecycle policy: it deletes old rejected lines and moves old curated runs to the cool
 * tier.
 */
final class Lifecycle {
  Lifecycle(
      String name,
      Lake.Args args,
      StorageAccount account,
      BlobServiceProperties service,
      Resource parent) {
    StorageSettings storage = args.settings().storage();
    new ManagementPolicy(
        name,
        ManagementPolicyArgs.builder()
            .managementPolicyName("default")
            .accountName(account.name())
            .resourceGroupName(args.context().resourceGroup())
            .policy(
                ManagementPolicySchemaArgs.builder()
                    .rules(
                        rule(
                            "quarantine-expires",
                            Lake.QUARANTINE,
                            ManagementPolicyBaseBlobArgs.builder()
                                .delete(after(storage.quarantineDays()))
                                .build()),
                        rule(
                            "curated-goes-cool",
                            Lake.CURATED,
                            ManagementPolicyBaseBlobArgs.builder()
                                .tierToCool(after(storage.coolAfterDays()))
                                .build()))
                    .build())
            .build(),
        CustomResourceOptions.builder().parent(parent).dependsOn(service).build());
  }

  private static ManagementPolicyRuleArgs rule(
      String name, String container, ManagementPolicyBaseBlobArgs action) {
    return ManagementPolicyRuleArgs.builder()
        .name(name)
        .type(RuleType.Lifecycle)
        .enabled(true)
        .definition(
            ManagementPolicyDefinitionArgs.builder()
                .filters(
                    ManagementPolicyFilterArgs.builder()
                        .blobTypes("blockBlob")
                        .prefixMatch(container + "/")
                        .build())
                .actions(ManagementPolicyActionArgs.builder().baseBlob(action).build())
                .build())
        .build();
  }

  private static DateAfterModificationArgs after(int days) {
    return DateAfterModificationArgs.builder()
        .daysAfterModificationGreaterThan((double) days)
        .build();
  }
}

package io.quarterdeck.infra.foundation.context;

import com.pulumi.core.Output;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.naming.ResourceNames;
import io.quarterdeck.infra.settings.EnvironmentSettings;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where and how a component creates its resources: environment, names, subscription, resource group
 * and tags.
 *
 * @param resourceGroup the name of the resource group of the platform
 * @param resourceGroupId the group's id, which is the scope of roles on several resources
 */
public record ResourceContext(
    EnvironmentSettings environment,
    ResourceNames names,
    SignedIn signedIn,
    Output<String> resourceGroup,
    Output<String> resourceGroupId) {
  public String location() {
    return environment.region().location();
  }

  /**
   * Returns the tags of every resource, among them the owner, the cost centre and the source
   * revision.
   */
  public static Map<String, String> tags(EnvironmentSettings environment) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("workload", environment.workload());
    tags.put("environment", environment.name());
    tags.put("owner", environment.owner());
    tags.put("cost-centre", environment.costCentre());
    tags.put("source-revision", environment.sourceRevision());
    tags.put("managed-by", "pulumi");
    return tags;
  }

  public Map<String, String> tags() {
    return tags(environment);
  }

  /** Returns the outputs that identify the environment. */
  public Declarations declarations() {
    return new Declarations()
        .output(StackOutput.ENVIRONMENT, environment.name())
        .output(StackOutput.LOCATION, location())
        .output(StackOutput.SUBSCRIPTION_ID, signedIn.subscriptionId())
        .output(StackOutput.RESOURCE_GROUP, resourceGroup);
  }
}

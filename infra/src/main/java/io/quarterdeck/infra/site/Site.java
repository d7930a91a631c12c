package io.quarterdeck.infra.site;

import com.pulumi.core.Output;
import io.quarterdeck.infra.naming.Names;
import io.quarterdeck.infra.settings.EnvironmentSettings;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every component needs to know: where its resources go and what they are called.
 *
 * @param resourceGroup the name of the group that holds everything
 * @param resourceGroupId its id, the scope of the narrowest roles that span resources
 */
public record Site(
    EnvironmentSettings environment,
    Names names,
    SignedIn signedIn,
    Output<String> resourceGroup,
    Output<String> resourceGroupId) {
  public String location() {
    return environment.region().location();
  }

  /** The tags of every resource: who pays, who answers, and which source made it. */
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
}

package io.quarterdeck.cli.retirement;

import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.contract.ApiVersion;
import io.quarterdeck.contract.ApiVersions;
import java.util.ArrayList;
import java.util.List;

/** Collects what the platform uses. Does not use the network. */
public final class PlatformUses {
  private PlatformUses() {}

  /**
   * Returns what this version uses in all environments: the API versions, and the runtime of the
   * job.
   */
  public static List<PlatformUse> ofThisVersion() {
    List<PlatformUse> uses = new ArrayList<>();
    for (ApiVersion api : ApiVersions.all()) {
      switch (api.choice()) {
        case DEFAULT, REQUESTED, CLIENT ->
            uses.add(new PlatformUse.UsedApiVersion(api.shortType(), api.version()));
        case FUNCTION -> {
          // A function of the provider has no version.
        }
      }
    }
    uses.add(new PlatformUse.DatabricksRuntime(JobOptions.RUNTIME));
    return uses;
  }

  /** Returns the size of the job's machines. */
  public static PlatformUse ofJob(String nodeType) {
    return new PlatformUse.MachineSize("the job's machines", nodeType);
  }

  /** Returns what the settings of a stack select. */
  public static List<PlatformUse> of(StackSettings settings) {
    String stack = settings.stack();
    List<PlatformUse> uses = new ArrayList<>();
    uses.add(new PlatformUse.PostgresVersion(stack, settings.value("postgresVersion")));
    uses.add(new PlatformUse.MachineSize(stack + ": postgresSku", settings.value("postgresSku")));
    if (settings.value("agents").equals("scaleSet")) {
      uses.add(
          new PlatformUse.MachineSize(stack + ": agentsVmSize", settings.value("agentsVmSize")));
    }
    return uses;
  }
}

package io.quarterdeck.cli.retirement;

import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Collects what the platform uses. Connects to nothing. */
public final class PlatformUses {
  private PlatformUses() {}

  /**
   * Returns what this version uses in all environments: the API versions, and the runtime of the
   * job.
   */
  public static List<PlatformUse> ofThisVersion() {
    List<PlatformUse> uses = new ArrayList<>();
    for (UsedApiVersions versions : ServiceLoader.load(UsedApiVersions.class)) {
      new TreeMap<>(versions.byType())
          .forEach((type, version) -> uses.add(new PlatformUse.ApiVersion(type, version)));
    }
    if (uses.isEmpty()) {
      throw Failure.of(
          "Cannot compare API versions: found no module that knows them; expected one on the class"
              + " path. Start ./quarterdeck of a checkout or of a release.");
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
    return List.of(
        new PlatformUse.PostgresVersion(stack, settings.value("postgresVersion")),
        new PlatformUse.MachineSize(stack + ": postgresSku", settings.value("postgresSku")));
  }
}

package io.quarterdeck.cli.upgrade;

import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.databricks.RegistrationRequest;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Compares all parts of an environment with this version. */
public final class UpgradeCheck {
  private static final String OUTPUTS = "outputs";

  private UpgradeCheck() {}

  /**
   * Compares a stack whose outputs are valid.
   *
   * @param request the registration that this version would perform
   * @param retirements the comparison of what the environment uses with what Azure retires
   */
  public static List<Compatibility> of(
      ConnectedStack connected,
      RegistrationRequest request,
      RetirementCompatibility retirements,
      Progress progress) {
    List<Compatibility> parts = new ArrayList<>();
    parts.add(Compatibility.equal(OUTPUTS, "all of docs/stack-outputs.md"));
    progress.phase("asking the ledger");
    parts.add(LedgerCompatibility.of(AzureStack.of(connected).postgres()));
    progress.phase("comparing the job");
    parts.addAll(
        JobCompatibility.of(request, Workspace.at(request.environment().workspace()), progress));
    parts.add(retirements.of(connected.outputs().environment(), request.options().nodeType()));
    return parts;
  }

  /**
   * Returns the result for a stack whose outputs are missing or invalid.
   *
   * @param stack its name, for the commands in the advice
   */
  public static List<Compatibility> withoutOutputs(Failure failure, String stack) {
    return List.of(
        Compatibility.differs(
            OUTPUTS,
            failure.getMessage(),
            "all of docs/stack-outputs.md, in the expected format",
            "Bring the environment to this version's program: pulumi preview --stack "
                + stack
                + ", then pulumi up --stack "
                + stack
                + "."),
        Compatibility.unknown(
            LedgerCompatibility.NAME, "not asked", "a version", "Fix the outputs first."),
        Compatibility.unknown(JobCompatibility.JOB, "not asked", "a job", "Fix the outputs first."),
        Compatibility.unknown(JobCompatibility.JAR, "not asked", "a jar", "Fix the outputs first."),
        Compatibility.unknown(
            RetirementCompatibility.NAME, "not asked", "dates", "Fix the outputs first."));
  }
}

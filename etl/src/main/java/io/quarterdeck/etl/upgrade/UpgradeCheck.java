package io.quarterdeck.etl.upgrade;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.azure.AzureSite;
import io.quarterdeck.etl.azure.AzureStack;
import io.quarterdeck.etl.databricks.RegistrationRequest;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import io.quarterdeck.etl.terminal.Progress;
import java.util.ArrayList;
import java.util.List;

/** All parts of an environment that this version has to fit. */
public final class UpgradeCheck {
  private static final String OUTPUTS = "outputs";

  private UpgradeCheck() {}

  /**
   * Looks at a stack whose outputs fulfil the contract.
   *
   * @param request how the job would be registered now
   */
  public static List<Part> of(AzureSite site, RegistrationRequest request, Progress progress) {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.equal(OUTPUTS, "all of docs/stack-outputs.md"));
    progress.phase("asking the ledger");
    parts.add(LedgerPart.of(AzureStack.of(site.outputs(), site.access()).postgres()));
    progress.phase("comparing the job");
    parts.addAll(JobParts.of(request, Workspace.at(request.site().workspace()), progress));
    return parts;
  }

  /**
   * What is known of a stack whose outputs cannot be read, or do not fulfil the contract.
   *
   * @param stack its name, for the commands in the advice
   */
  public static List<Part> withoutOutputs(Failure failure, String stack) {
    return List.of(
        Part.differs(
            OUTPUTS,
            failure.getMessage(),
            "all of docs/stack-outputs.md, in their form",
            "Bring the environment to this version's program: pulumi preview --stack "
                + stack
                + ", then pulumi up --stack "
                + stack
                + "."),
        Part.unknown(LedgerPart.NAME, "not asked", "a version", "Mend the outputs first."),
        Part.unknown(JobParts.JOB, "not asked", "a job", "Mend the outputs first."),
        Part.unknown(JobParts.JAR, "not asked", "a jar", "Mend the outputs first."));
  }
}

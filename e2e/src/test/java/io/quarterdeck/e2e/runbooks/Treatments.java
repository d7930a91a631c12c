package io.quarterdeck.e2e.runbooks;

import java.util.List;
import java.util.regex.Pattern;

/** The values of the placeholders on the pages, and the lines that are skipped, with the reason. */
final class Treatments {
  private static final String PIPELINE =
      "needs a pipeline's environment; PipelineRunIT runs the scripts on the emulators";
  private static final String SERVER = "needs a server that Azure restored";

  /** All treatments. */
  static final List<Treatment> ALL =
      List.of(
          skipped(".*", "^az ", "needs Azure"),
          skipped(".*", "^setup/", "needs Azure; SubscriptionSetupTest runs the script"),
          skipped(".*", "^select ", "SQL for a session of the database"),
          skipped(".*", "^ci/scripts/", PIPELINE),
          skipped("deployment-rollback", "^export QUARTERDECK_RELEASE=", PIPELINE),
          skipped(
              "customer-managed-keys",
              ".*",
              "the stack local has no such keys; StackCycleIT and SettingsIT run the updates"),
          skipped(
              "lakehouse-rollback",
              ".*",
              "the stack local does not have the lakehouse; LakehouseBootstrapIT runs the commands"),
          skipped("provider-upgrade", "^\\./mvnw ", "it runs the build that runs this test"),
          skipped("provider-upgrade", "^tools/generate-azure-native$", "GeneratedSdkIT runs it"),
          skipped("restore", "^(psql|pg_dump|\\{ echo|export PGPASSWORD)", SERVER),
          skipped(
              "killed-up",
              "^pulumi import ",
              "needs a pulumi up that was killed; StackCycleIT runs it"),
          skipped(
              "new-region",
              "doctor --stack devne|--stack devne --file",
              "needs Azure, and the region's own servers"),
          skipped("upgrade", "quarterdeck:location westeurope", "the stack is in Sweden Central"),
          skipped(
              "new-dataset", "^(\\w+:|- \\{)", "the content of a file that the preparation writes"),
          replaced("new-region", " --secrets-provider '[^']*'", ""),
          replaced("new-region", "SUBSCRIPTION", "00000000-0000-4000-8000-000000000001"),
          replaced("load-rollback", "load FILE", "load corrected.csv"),
          replaced("rejects", "\\.quarterdeck/rejects/FILE", "\"\\$rejects\""),
          replaced("restore", "--run ID", "--run \"\\$run\""),
          replaced(".*", "--stack NAME", "--stack local"),
          // Without a terminal, Pulumi cannot ask for confirmation.
          replaced(".*", "^pulumi (up|destroy|refresh)(?!.*(--yes|--preview-only))", "$0 --yes"),
          new Treatment.Ends(
              Pattern.compile("upgrade"), Pattern.compile("upgrade-check"), List.of(3)),
          new Treatment.Ends(
              Pattern.compile("retirements"), Pattern.compile("ci retirements"), List.of(1, 3)));

  private Treatments() {}

  private static Treatment skipped(String pages, String line, String reason) {
    return new Treatment.Skipped(Pattern.compile(pages), Pattern.compile(line), reason);
  }

  private static Treatment replaced(String pages, String line, String by) {
    return new Treatment.Replaced(Pattern.compile(pages), Pattern.compile(line), by);
  }
}

package io.quarterdeck.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import io.quarterdeck.testkit.OutputsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a command in a workspace that does not know the user. */
class RefusedUserIT {
  @TempDir private Path folder;

  @Test
  void theCommandEndsAfterOneRequestWithTheMissingRight() throws Exception {
    Certificate certificate = Certificate.in(folder);
    try (AzureServer azure = new AzureServer(certificate)) {
      azure.on(
          "GET",
          "/api/2.0/preview/scim/v2/Me",
          403,
          "{\"error_code\": \"PERMISSION_DENIED\", \"message\": \"Unauthorized access to Org: 7\"}");
      Path dataset =
          Files.writeString(
              folder.resolve("shop.yaml"),
              """
              name: shop
              table: shop.sales
              columns:
                - {name: item, source: Item, type: text, nullable: false}
              """);
      Path outputs = new OutputsFile().with("databricksUrl", azure.plainUrl()).write(folder);

      Run run =
          Shell.run(
              folder,
              azure.environment(folder, certificate),
              "runs",
              "--dataset",
              dataset.toString(),
              "--outputs",
              outputs.toString());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.error())
          .endsWith(
              "Cannot sign in at "
                  + azure.plainUrl()
                  + ": Unauthorized access to Org: 7 (HTTP 403, PERMISSION_DENIED); expected a member"
                  + " of the workspace. Who set the workspace up adds you with ./quarterdeck"
                  + " setup-workspace --registrar YOU; an administrator of the workspace can also add"
                  + " you at "
                  + azure.plainUrl()
                  + "/settings/workspace/identity-and-access. If the workspace is private, run this"
                  + " from inside its network.");
      assertThat(azure.requests())
          .containsExactly("GET /.well-known/databricks-config", "GET /api/2.0/preview/scim/v2/Me");
    }
  }
}

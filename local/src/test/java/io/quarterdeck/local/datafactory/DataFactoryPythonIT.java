package io.quarterdeck.local.datafactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.NeedsSharedTestStack;
import io.quarterdeck.local.SharedTestStack;
import io.quarterdeck.local.platform.LocalPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Microsoft's package azure-mgmt-datafactory 10.0.0, unpatched, uses the emulator. */
@NeedsNode
@ExtendWith(NeedsSharedTestStack.class)
class DataFactoryPythonIT {
  private static final String SCRIPT =
      """
      import os, time
      from datetime import datetime, timedelta, timezone
      from azure.core.credentials import AccessToken
      from azure.core.exceptions import HttpResponseError
      from azure.mgmt.datafactory import DataFactoryManagementClient
      from azure.mgmt.datafactory.models import RunFilterParameters
      class Given:
          def get_token(self, *scopes, **options):
              return AccessToken(os.environ["TOKEN"], int(time.time()) + 3600)
      client = DataFactoryManagementClient(
          Given(), os.environ["SUBSCRIPTION"], base_url=os.environ["ARM"],
          credential_scopes=["https://management.azure.com/.default"])
      place = (os.environ["GROUP"], os.environ["FACTORY"])
      print(*sorted(each.name for each in client.pipelines.list_by_factory(*place)))
      run = client.pipelines.create_run(*place, "copyOnceWeek", parameters={"day": "2026-02-02"}).run_id
      while (found := client.pipeline_runs.get(*place, run)).status in ("Queued", "InProgress"):
          time.sleep(0.2)
      print(found.status, found.message, found.parameters["day"], found.invoked_by.invoked_by_type)
      now = datetime.now(timezone.utc)
      query = RunFilterParameters(last_updated_after=now - timedelta(hours=1), last_updated_before=now + timedelta(hours=1))
      for activity in client.activity_runs.query_by_pipeline_run(*place, run, query).value:
          if activity.activity_type == "Copy":
              print(activity.activity_name, activity.status, activity.output["rowsRead"], activity.output["rowsCopied"])
      print(run in [each.run_id for each in client.pipeline_runs.query_by_factory(*place, query).value])
      print(client.triggers.get(*place, "everyday").properties.runtime_state.value)
      try:
          client.pipelines.get(*place, "missing")
      except HttpResponseError as e:
          print(e.status_code, e.error.code)
      """;

  private static FactoryOnStack factory;

  @BeforeAll
  static void create(SharedTestStack shared) throws SQLException {
    factory = FactoryOnStack.create(shared);
    factory.publish();
  }

  @Test
  void thePythonPackageCreatesARunPollsItAndQueriesItsActivities() throws Exception {
    String python =
        Optional.ofNullable(System.getenv("QUARTERDECK_DATAFACTORY_PYTHON")).orElse("python3");
    boolean exists = run(python, "import azure.mgmt.datafactory", Map.of()).exitCode() == 0;
    String advice =
        "Microsoft's package for Data Factory is missing: python3 -m pip install"
            + " azure-mgmt-datafactory==10.0.0, or set QUARTERDECK_DATAFACTORY_PYTHON to a Python"
            + " that has it";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(exists).as(advice).isTrue();
    }
    assumeTrue(exists, advice);
    Ended ended = run(python, SCRIPT, environment());
    assertThat(ended.text())
        .isEqualTo(
            """
            copyDay copyOnceWeek copyPostsEveryday
            Succeeded  2026-02-02 Manual
            Copy Users Succeeded 1000 1000
            Copy PostTypes Succeeded 2 2
            True
            Stopped
            404 NotFound
            """);
  }

  private static Map<String, String> environment() throws IOException {
    AzureAccess access = factory.stack().site().access();
    OutputValues outputs = factory.stack().site().outputs();
    String certificates =
        new LocalPlatform(factory.stack().stack().folders())
            .access("owner")
            .get(EnvironmentVariables.TRUST_FILE);
    return Map.of(
        "TOKEN", access.token(Scopes.resourceManager(access.resourceManager())),
        "ARM", access.resourceManager().toString(),
        "SUBSCRIPTION", outputs.subscriptionId(),
        "GROUP", outputs.resourceGroup(),
        "FACTORY", factory.client().name(),
        "REQUESTS_CA_BUNDLE", certificates);
  }

  private record Ended(int exitCode, String text) {}

  private static Ended run(String python, String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(python, "-c", script).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), text);
  }
}

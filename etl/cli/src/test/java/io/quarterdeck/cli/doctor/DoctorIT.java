package io.quarterdeck.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.ApiVersion;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import io.quarterdeck.testkit.OutputsFile;
import io.quarterdeck.testkit.TestPostgres;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Breaks the prerequisites of a healthy stack one by one. */
class DoctorIT {
  private static final String DRIFT = "/lake/lake/BI/topic_drift.csv";

  @RegisterExtension static final TestPostgres POSTGRES = new TestPostgres();

  @RegisterExtension final ExaminedStack stack = new ExaminedStack(POSTGRES);

  @Test
  void aHealthyStackIsAllWell() throws Exception {
    assertThat(stack.examine())
        .allSatisfy(
            (check, finding) ->
                assertThat(finding).as(check).extracting(Finding::status).isEqualTo(Status.OK))
        .hasSize(26)
        .containsEntry("network path", ok("loopback: the stack is on this machine"))
        .containsEntry("sign-in", Finding.ok("an account that the token does not name"))
        .containsEntry(
            "rights to load", ok("Storage Blob Data Contributor, Key Vault Secrets User"))
        .containsEntry("containers", ok("landing, quarantine, artifacts"))
        .containsEntry("curated container", ok("curated"))
        .containsEntry("postgres server", ok("psql, Ready"))
        .containsEntry("blob write", ok("written to landing and deleted"))
        .containsEntry("secret", ok("postgres-password can be read"))
        .containsEntry("postgres audit", ok("pgaudit is loaded, and postgres has it"))
        .containsEntry("databricks", ok("ready, as ada@example.com"));
    assertThat(stack.azure().requests())
        .anyMatch(request -> request.startsWith("PUT /lake/landing/.doctor/"))
        .anyMatch(request -> request.startsWith("DELETE /lake/landing/.doctor/"))
        .containsOnlyOnce("GET " + HealthyAzure.SERVERS);
    assertThat(Set.copyOf(stack.azure().apiVersions().values()))
        .as("the versions whose retirement is announced are found with this table only")
        .isSubsetOf(ApiVersions.all().stream().map(ApiVersion::version).toList());
  }

  @Test
  void aStackWithoutTheBatchSystemHasNoneOfItsChecks() throws Exception {
    stack.outputs().with("systems", "other").without("curatedContainer");
    assertThat(stack.examine())
        .hasSize(25)
        .doesNotContainKey("curated container")
        .containsEntry("containers", ok("landing, quarantine, artifacts"));
  }

  @Test
  void aStackWithTheLakehouseHasItsChecksAndItsResourceProvider() throws Exception {
    String factory = StackOutput.DATA_FACTORY_ID.example();
    stack.outputs().with("systems", "batch,lakehouse");
    stack.azure().on("GET", HealthyAzure.container("lake"), 200, "{\"name\": \"lake\"}");
    stack.azure().on("GET", factory, 200, HealthyAzure.provisioned("adf", "Succeeded"));
    stack.azure().on("GET", factory + "/triggers", 200, triggers("Started"));
    stack.azure().on("GET", factory + "/pipelines", 200, pipelines("17"));
    String synapse = StackOutput.SYNAPSE_WORKSPACE_ID.example();
    stack.azure().on("GET", synapse, 200, HealthyAzure.provisioned("syn", "Succeeded"));
    stack.azure().on("GET", DRIFT, request -> AzureServer.blob(404, "BlobNotFound"));
    assertThat(stack.examine())
        .hasSize(32)
        .containsEntry("lake container", ok("lake"))
        .containsEntry(
            "lakehouse pipelines", ok("copyOnceWeek, copyPostsEveryday, with their jobs"))
        .containsEntry("data factory", ok("adf, Succeeded"))
        .hasEntrySatisfying(
            "resource providers",
            finding ->
                assertThat(finding.found())
                    .isEqualTo("not registered: Microsoft.DataFactory, Microsoft.Synapse"))
        .containsEntry("synapse workspace", ok("syn, Succeeded"))
        .containsEntry("lakehouse schedule", ok("dataFactory; started: everyday"))
        .containsEntry("topic drift", ok("no day was counted yet"));

    stack.azure().on("GET", factory, 404, AzureServer.error("ResourceNotFound", "It is gone."));
    assertThat(stack.examine().get("data factory").found())
        .isEqualTo("ResourceNotFound: It is gone");
  }

  @Test
  void aStackWithTheStreamingSystemHasItsChecksAndItsResourceProviders() throws Exception {
    String namespace = StackOutput.EVENT_HUBS_HOST.example().split("\\.", 2)[0];
    String app = StackOutput.FUNCTION_APP.example();
    String id = OutputsFile.GROUP + "/providers/Microsoft.Web/sites/" + app;
    stack.outputs().with("systems", "batch,streaming");
    stack.azure().on("GET", HealthyAzure.container("streaming"), 200, "{\"name\": \"streaming\"}");
    stack
        .azure()
        .on(
            "GET",
            OutputsFile.GROUP + "/providers/Microsoft.EventHub/namespaces/" + namespace,
            200,
            HealthyAzure.provisioned(namespace, "Succeeded"));
    stack.azure().on("GET", id, 200, app(app, "Running"));
    String factory = StackOutput.STREAMING_FACTORY_ID.example();
    stack.azure().on("GET", factory, 200, HealthyAzure.provisioned("adf-2", "Succeeded"));
    stack.azure().on("GET", factory + "/triggers", 200, triggers("Stopped"));
    stack
        .azure()
        .on("GET", factory + "/pipelines", 200, "{\"value\": [{\"name\": \"copyReferenceData\"}]}");
    assertThat(stack.examine())
        .containsEntry("streaming data factory", ok("adf-2, Succeeded"))
        .containsEntry("streaming pipelines", ok("copyReferenceData"))
        .containsEntry(
            "streaming schedule",
            Finding.warning(
                "dataFactory, and no trigger is started",
                "Start a trigger: az rest --method post --url '"
                    + factory
                    + "/triggers/NAME/start?api-version=2018-06-01'."))
        .containsEntry("streaming container", ok("streaming"))
        .containsEntry("event hubs", ok(namespace + ", Succeeded"))
        .containsEntry("function app", ok(app + ", Running"))
        .hasEntrySatisfying(
            "resource providers",
            finding ->
                assertThat(finding.found())
                    .isEqualTo(
                        "not registered: Microsoft.EventHub, Microsoft.Web, Microsoft.App,"
                            + " Microsoft.DataFactory"));

    stack.azure().on("GET", factory + "/pipelines", 200, "{\"value\": []}");
    assertThat(stack.examine().get("streaming pipelines"))
        .isEqualTo(
            Finding.warning(
                "not published: copyReferenceData",
                "Run ./quarterdeck register --systems streaming."));
    stack.azure().on("GET", id, 200, app(app, "Stopped"));
    assertThat(stack.examine().get("function app"))
        .isEqualTo(
            Finding.failed(
                app + " is Stopped; expected Running",
                "Start it: az functionapp start --ids " + id + "."));
  }

  private static String app(String name, String state) {
    return "{\"id\": \"%s/providers/Microsoft.Web/sites/%s\", \"name\": \"%s\", \"properties\": {\"state\": \"%s\"}}"
        .formatted(OutputsFile.GROUP, name, name, state);
  }

  @Test
  void eachPipelineIsPublishedWithItsJob() throws Exception {
    String factory = StackOutput.DATA_FACTORY_ID.example();
    stack.outputs().with("systems", "batch,lakehouse");
    stack.azure().on("GET", factory, 200, HealthyAzure.provisioned("adf", "Succeeded"));
    stack.azure().on("GET", factory + "/pipelines", 200, "{\"value\": []}");
    assertThat(stack.examine().get("lakehouse pipelines"))
        .isEqualTo(
            Finding.warning(
                "not published: copyOnceWeek, copyPostsEveryday",
                "Run ./quarterdeck register --systems lakehouse."));

    stack.azure().on("GET", factory + "/pipelines", 200, pipelines("set-by-register: job x"));
    assertThat(stack.examine().get("lakehouse pipelines").found())
        .isEqualTo("without a job: copyOnceWeek, copyPostsEveryday");
  }

  private static String pipelines(String jobId) {
    String pipeline =
        "{\"name\": \"%s\", \"properties\": {\"parameters\": {\"jobId\": {\"defaultValue\": \"%s\"}}}}";
    return "{\"value\": [%s, %s]}"
        .formatted(
            pipeline.formatted("copyOnceWeek", jobId),
            pipeline.formatted("copyPostsEveryday", jobId));
  }

  @Test
  void aDriftOfTheNewestDayIsAWarning() throws Exception {
    stack.outputs().with("systems", "batch,lakehouse");
    String head =
        """
        day,model,questions,other_share,training_other_share,word_distance,alert
        2026-01-01,7-1,500,0.3,0.3,0.11,too many words
        """;
    stack.azure().on("GET", DRIFT, 200, head + "2026-01-02,7-1,500,0.31,0.3,0.12,\n");
    assertThat(stack.examine().get("topic drift"))
        .isEqualTo(ok("the model fits 2026-01-02: 31.0 % other, word distance 0.120"));

    stack.azure().on("GET", DRIFT, 200, head);
    assertThat(stack.examine().get("topic drift"))
        .isEqualTo(
            Finding.warning(
                "the model may not fit 2026-01-01: too many words",
                "Train a model: ./quarterdeck run --systems lakehouse --job train --wait. It is"
                    + " published if it is better."));
  }

  @Test
  void onlyOneOfAirflowAndTheTriggersStartsThePipelines() throws Exception {
    String factory = StackOutput.DATA_FACTORY_ID.example();
    stack.outputs().with("systems", "batch,lakehouse").with("lakehouseSchedule", "airflow");
    stack.azure().on("GET", factory, 200, HealthyAzure.provisioned("adf", "Succeeded"));
    stack.azure().on("GET", factory + "/triggers", 200, triggers("Started"));
    assertThat(stack.examine().get("lakehouse schedule"))
        .isEqualTo(
            Finding.failed(
                "airflow, and the started triggers everyday",
                "Stop each trigger: az rest --method post --url '"
                    + factory
                    + "/triggers/NAME/stop?api-version=2018-06-01'."));

    stack.azure().on("GET", factory + "/triggers", 200, triggers("Stopped"));
    assertThat(stack.examine().get("lakehouse schedule"))
        .isEqualTo(ok("airflow; no trigger is started"));

    stack.outputs().with("lakehouseSchedule", "dataFactory");
    assertThat(stack.examine().get("lakehouse schedule").found())
        .isEqualTo("dataFactory, and no trigger is started");

    stack
        .azure()
        .on(
            "GET",
            factory + "/triggers",
            403,
            AzureServer.error("AuthorizationFailed", "You may not."));
    assertThat(stack.examine().get("lakehouse schedule").found())
        .isEqualTo(
            "the triggers of the data factory cannot be listed: AuthorizationFailed: You may not");
  }

  private static String triggers(String state) {
    return "{\"value\": [{\"name\": \"everyday\", \"properties\": {\"runtimeState\": \"%s\"}}]}"
        .formatted(state);
  }

  @Test
  void withEntraThereIsNoSecretToRead() throws Exception {
    stack.outputs().with("postgresAuth", "entra");
    assertThat(stack.examine())
        .containsEntry(
            "secret", Finding.skipped("commands sign in with tokens, not with a password"))
        .containsEntry("rights to load", ok("Storage Blob Data Contributor"))
        .hasEntrySatisfying(
            "postgres sign-in", finding -> assertThat(finding.status()).isEqualTo(Status.OK));
  }

  @Test
  void nobodySignedInStopsAllThatNeedsSomeone() throws Exception {
    // This credential reads other variables, which are not set.
    stack.environment().put("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential");
    Map<String, Finding> findings = stack.examine();
    assertThat(findings.get("sign-in").found())
        .isEqualTo(
            "Cannot sign in to Azure: no account is signed in (tried: Environment); expected an"
                + " account, a managed identity or a service connection. Run az login, or, in a"
                + " pipeline, run this in a task of the service connection (docs/azure.md).");
    assertThat(findings)
        .containsEntry("resource group", Finding.skipped("sign-in failed"))
        .containsEntry("storage account", Finding.skipped("sign-in failed"))
        .containsEntry("blob write", Finding.skipped("sign-in failed"))
        .hasEntrySatisfying("clock", each -> assertThat(each.status()).isEqualTo(Status.OK))
        .hasEntrySatisfying("blob reach", each -> assertThat(each.status()).isEqualTo(Status.OK));
  }

  @Test
  void aNameWithoutAnAddressExplainsThePrivateNetwork() throws Exception {
    stack.outputs().with("keyVaultUri", "https://kv-qdeck.invalid/");
    Map<String, Finding> findings = stack.examine();
    assertThat(findings.get("key vault reach"))
        .isEqualTo(
            Finding.failed("the name kv-qdeck.invalid has no address here", Unreachable.INSIDE));
    assertThat(findings)
        .containsEntry("secret", Finding.skipped("key vault reach failed"))
        .containsEntry("postgres sign-in", Finding.skipped("key vault reach failed"));
  }

  @Test
  void aPortOnLoopbackThatTakesNoConnectionIsOfAStackToBeStarted() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    stack
        .outputs()
        .with("postgresHost", "127.0.0.1")
        .with("postgresPort", Integer.toString(closed));
    assertThat(stack.examine().get("postgres reach"))
        .isEqualTo(
            Finding.failed(
                "127.0.0.1 (127.0.0.1) takes no connection on port " + closed + " from here",
                "It belongs to a local stack that is not running: ./quarterdeck local start."));
  }

  @Test
  void elsewhereAPortThatTakesNoConnectionExplainsThePrivateNetwork() {
    assertThat(Unreachable.advice("psql-qdeck.postgres.database.azure.com", Unreachable.INSIDE))
        .isEqualTo(Unreachable.INSIDE);
    assertThat(Unreachable.INSIDE)
        .isEqualTo(
            "With accessMode private, only the stack's own network and the networks in"
                + " quarterdeck:clientCidrs can connect to it. Only the stack's own network and the"
                + " networks in quarterdeck:clientNetworkIds resolve its name. Run this command in"
                + " such a network (for example on the pipeline's agents, or in a peered network"
                + " that both settings contain), or upload the file and load it with the dataset's"
                + " job, which runs in the stack's network. With accessMode public, add your address"
                + " to quarterdeck:allowedCidrs and run pulumi up --stack NAME.");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNotTrusted(@TempDir Path folder) throws Exception {
    Certificate other = Certificate.in(folder);
    stack.environment().put(EnvironmentVariables.TRUST_FILE, other.pem().toString());
    Finding finding = stack.examine().get("resource manager");
    assertThat(finding.found()).startsWith("TLS with 127.0.0.1 fails: ").contains("PKIX path");
    assertThat(finding.advice())
        .isEqualTo(
            "Name the certificate authority in QUARTERDECK_TRUST_FILE; for the local stack, use"
                + " --stack local.");
  }

  @Test
  void whatDoesNotAnswerIsGivenUpAtItsDeadline() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.SCIM,
            request -> {
              await(end);
              return AzureServer.Answer.json(200, "{}");
            });
    try {
      assertThat(stack.examine(Duration.ofSeconds(5)).get("databricks"))
          .isEqualTo(
              Finding.failed(
                  "no answer within 5 s",
                  "Check the network connection to the service, or wait longer with --timeout."));
    } finally {
      end.countDown();
    }
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Finding ok(String found) {
    return Finding.ok(found);
  }
}

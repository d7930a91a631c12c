package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ci/scripts/lib/id-token.sh} with a server that numbers its tokens. */
class IdTokenTest {
  private static final String SOURCE =
      "set -euo pipefail; . ci/scripts/lib/common.sh; . ci/scripts/lib/id-token.sh; ";

  @TempDir Path scratch;

  private final AtomicInteger issued = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/oidctoken",
        exchange -> {
          requests.add(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI().getQuery(),
                      exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] answer =
              "{\"oidcToken\": \"token-%d\"}"
                  .formatted(issued.incrementAndGet())
                  .getBytes(StandardCharsets.UTF_8);
          boolean known = exchange.getRequestURI().getQuery().endsWith("=connection");
          exchange.sendResponseHeaders(known ? 200 : 404, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theTokenIsRequestedAsTheTasksOfAzurePipelinesDo() throws Exception {
    StepRun run = run(Map.of(), "cat \"$(id_token_file)\"");
    assertThat(run.out()).as(run.error()).isEqualTo("token-1");
    assertThat(requests)
        .containsExactly(
            "POST api-version=7.1&serviceConnectionId=connection Bearer secret-of-the-job");
  }

  @Test
  void theTokenIsRenewedUntilTheScriptEnds() throws Exception {
    StepRun run =
        run(
            Map.of("QUARTERDECK_ID_TOKEN_SECONDS", "0.1"),
            """
            file=$(id_token_file)
            renew_id_token "$file" &
            renewal=$!
            until [ "$(cat "$file")" = token-3 ]; do :; done
            kill "$renewal"
            wait "$renewal"
            echo ended
            """);
    assertThat(run.out()).as(run.error()).isEqualTo("ended\n");
  }

  @Test
  void aConnectionThatThePipelineMayNotUseIsReported() throws Exception {
    StepRun run = run(Map.of("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", "other"), "id_token_file");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .contains("404")
        .endsWith(
            "Cannot sign in to Azure: http://%s:%d/oidctoken issued no id token, see above; expected one for the service connection. Check that the pipeline may use the connection."
                .formatted(server.getAddress().getHostString(), server.getAddress().getPort()));
  }

  @Test
  void aStepWithoutTheTokenOfTheJobIsRefused() throws Exception {
    StepRun run = run(Map.of("SYSTEM_ACCESSTOKEN", ""), "id_token_file");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot sign in to Azure: found no SYSTEM_OIDCREQUESTURI or no SYSTEM_ACCESSTOKEN; expected the variables of a task with a service connection. Map SYSTEM_ACCESSTOKEN in the task's env: docs/pipeline.md.");
    assertThat(requests).isEmpty();
  }

  private StepRun run(Map<String, String> more, String script) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put(
        "SYSTEM_OIDCREQUESTURI",
        "http://%s:%d/oidctoken"
            .formatted(server.getAddress().getHostString(), server.getAddress().getPort()));
    environment.put("SYSTEM_ACCESSTOKEN", "secret-of-the-job");
    environment.put("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", "connection");
    environment.putAll(more);
    return Script.run(PipelineFiles.ROOT, scratch, environment, "bash", "-c", SOURCE + script);
  }
}

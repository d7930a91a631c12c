package io.quarterdeck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Serves a report whose results change, and opens it in Chromium. */
class ReportServerIT {
  private static final class Results implements ReportServer.Source {
    private volatile String version = "1";
    private volatile String status = "";

    @Override
    public String version() {
      return version;
    }

    @Override
    public String html(String shown) {
      return SampleReport.page("results" + shown).liveHtml(shown);
    }

    @Override
    public String status() {
      return status;
    }
  }

  @TempDir private Path folder;
  private final Results results = new Results();
  private ReportServer server;

  @BeforeEach
  void start() {
    server = new ReportServer(results);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @ExtendWith(NeedsChromium.class)
  void theOpenPageShowsWhatRunsAndIsLoadedAgainWhenResultsChange() throws Exception {
    try (Chromium browser = new Chromium(folder.resolve("profile"))) {
      browser.open(server.address());
      assertThat(browser.eval("document.querySelector('h2').innerText").asText())
          .isEqualTo("Batch: results1");

      results.status = "bootstrap runs: 3/5 load, for 7 s";
      browser.await("document.querySelector('#live').innerText.includes('3/5 load')");
      results.version = "2";
      browser.awaitPage("document.querySelector('h2').innerText === 'Batch: results2'");
      browser.await("document.querySelector('#live').innerText.includes('3/5 load')");
      results.status = "";
      browser.await("document.querySelector('#live').hidden");

      assertThat(browser.errors()).isEmpty();
      assertThat(browser.requests())
          .allMatch(
              address ->
                  address.startsWith(server.address().toString()) || address.equals("data:,"));
    }
  }

  @Test
  void onlyTheLoopbackAddressIsAHost() throws Exception {
    assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    assertThat(get("evil.example")).startsWith("HTTP/1.1 403");
    assertThat(get("localhost:" + server.address().getPort())).startsWith("HTTP/1.1 200");
  }

  /** The client of the JDK does not send another host. */
  private String get(String host) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(host)
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    assertThat(send(HttpRequest.newBuilder(server.address().resolve("/other"))).statusCode())
        .isEqualTo(404);
    assertThat(send(HttpRequest.newBuilder(server.address()).DELETE()).statusCode()).isEqualTo(405);
    assertThat(send(HttpRequest.newBuilder(server.address())).headers().map())
        .containsEntry("cache-control", List.of("no-store"))
        .containsEntry("x-content-type-options", List.of("nosniff"));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void theStepsOfABootstrapAreWrittenAndRead() {
    ReportData.Step step =
        new ReportData.Step("load", Duration.ofMillis(1500), Duration.ofSeconds(3), "5 \"rows\"");
    BootstrapStatus status =
        new BootstrapStatus(
            ProcessHandle.current().pid(),
            Instant.parse("2026-01-05T06:00:00Z"),
            List.of(step),
            Optional.of(
                new BootstrapStatus.Running("4/5 export", Instant.parse("2026-01-05T06:01:00Z"))));
    assertThat(BootstrapStatus.read(folder)).isEmpty();

    status.write(folder);

    assertThat(BootstrapStatus.read(folder)).contains(status);
    assertThat(BootstrapStatus.steps(folder)).containsExactly(step);
    assertThat(status.alive()).isPresent();
  }

  @Test
  void theBrowserIsOpenedWithXdgOpen() throws Exception {
    Path program = folder.resolve("xdg-open");
    Files.writeString(program, "#!/bin/sh\necho \"$1\" >" + folder + "/opened\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Browser browser = new Browser(Map.of("PATH", "/nowhere:" + folder));

    browser.open(server.address());

    assertThat(folder.resolve("opened")).hasContent(server.address().toString());
    Files.writeString(program, "#!/bin/sh\nexit 3\n");
    assertThatThrownBy(() -> browser.open(URI.create("file:///report.html")))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot open file:///report.html: %s ended with exit code 3; expected 0. Open the"
                + " address in a browser yourself.",
            program);
    assertThatThrownBy(() -> new Browser(Map.of()).open(URI.create("file:///report.html")))
        .hasMessage(
            "Cannot open file:///report.html: neither xdg-open nor open was found on the PATH;"
                + " expected one of them. Open the address in a browser yourself.");
  }
}

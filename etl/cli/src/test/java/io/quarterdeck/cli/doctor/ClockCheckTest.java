package io.quarterdeck.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarterdeck.azure.access.AccessVariables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
  private static final String ADVICE = "Set this machine's clock: timedatectl set-ntp true.";

  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void someSecondsDoNoHarm() {
    assertThat(look(Duration.ofSeconds(30)).status()).isEqualTo(Status.OK);
  }

  @Test
  void minutesAreAWarning() {
    Finding finding = look(Duration.ofMinutes(-2));
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.found()).matches("1(19|20) s behind Azure's");
    assertThat(finding.advice()).isEqualTo(ADVICE);
  }

  @Test
  void moreThanTokensStandIsAFailure() {
    Finding finding = look(Duration.ofMinutes(10));
    assertThat(finding.status()).isEqualTo(Status.FAILED);
    assertThat(finding.found())
        .matches("60[0-9] s ahead of Azure's; Azure refuses tokens at more than 5 minutes");
    assertThat(finding.advice()).isEqualTo(ADVICE);
  }

  private Finding look(Duration off) {
    return new ClockCheck(
            List.of(),
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            new Web(AccessVariables.http(Optional.empty())),
            Clock.offset(Clock.systemUTC(), off))
        .look();
  }
}

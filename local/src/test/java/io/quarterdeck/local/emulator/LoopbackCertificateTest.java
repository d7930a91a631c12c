package io.quarterdeck.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.loader.failure.Failure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackCertificateTest {
  @TempDir private Path folder;

  @Test
  void aClientThatTrustsThePemReachesTheServer() throws Exception {
    LoopbackCertificate certificate = LoopbackCertificate.in(folder);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/";
      try (HttpResponse answer =
          AccessVariables.http(Optional.of(certificate.pem()))
              .sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
        assertThat(answer.getStatusCode()).isEqualTo(204);
      }
      assertThatThrownBy(
              () ->
                  AccessVariables.http(Optional.empty())
                      .sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE))
          .hasMessageContaining("unable to find valid certification path");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void certificateIsCreatedOnceAndReadableOnlyByTheUser() throws Exception {
    LoopbackCertificate first = LoopbackCertificate.in(folder);
    String pem = Files.readString(first.pem());

    assertThat(Files.readString(LoopbackCertificate.in(folder).pem())).isEqualTo(pem);
    for (String file : new String[] {"certificate.password", "certificate.pem"}) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void unreadableKeyIsReportedWithAdvice() throws Exception {
    LoopbackCertificate.in(folder);
    Path keys = Files.writeString(folder.resolve("certificate.p12"), "no keys");

    assertThatThrownBy(() -> LoopbackCertificate.in(folder))
        .isInstanceOf(Failure.class)
        .message()
        .startsWith("Cannot use the local stack's certificate: ")
        .endsWith(
            "; expected the certificate that was created in "
                + folder
                + ". Delete "
                + keys
                + ". A new certificate is then created.");
  }
}

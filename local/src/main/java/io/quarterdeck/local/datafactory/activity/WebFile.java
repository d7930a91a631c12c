package io.quarterdeck.local.datafactory.activity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;

/**
 * A file of a web server, which the HTTP connector reads with GET. Source: Microsoft Learn, "Copy
 * data from an HTTP endpoint" (the timeout is 100 s by default) and "Troubleshoot the FTP, SFTP and
 * HTTP connectors" (HttpFileFailedToRead).
 *
 * @param address its address
 * @param timeout how long the connector waits for the answer
 */
record WebFile(URI address, Duration timeout) {
  private static final String DEFAULT_TIMEOUT = "00:01:40";

  /**
   * Returns a file.
   *
   * @param server the address of the linked service
   * @param relative the relative URL of the dataset
   * @param timeout {@code HH:MM:SS}; empty for the default
   */
  static WebFile of(URI server, String relative, String timeout) throws ActivityFailure {
    String base = server.toString();
    URI address = URI.create(base.endsWith("/") ? base + relative : base + "/" + relative);
    if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
      throw new ActivityFailure(
          "2200", "ErrorCode=UserErrorInvalidHttpUrl: found the address '%s'.".formatted(address));
    }
    LocalTime limit = LocalTime.parse(timeout.isEmpty() ? DEFAULT_TIMEOUT : timeout);
    return new WebFile(address, Duration.ofSeconds(limit.toSecondOfDay()));
  }

  /**
   * Downloads the file.
   *
   * @throws ActivityFailure if the server does not answer, or answers with an error
   * @throws InterruptedException if the activity was cancelled
   */
  void download(Path target) throws ActivityFailure, InterruptedException, IOException {
    Files.deleteIfExists(target);
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).GET().build();
    HttpResponse<Path> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofFile(target));
    } catch (IOException e) {
      throw failure(e.toString(), e);
    }
    if (answer.statusCode() / 100 != 2) {
      throw failure(
          "The remote server returned an error: (%d).".formatted(answer.statusCode()), null);
    }
  }

  private ActivityFailure failure(String message, IOException cause) {
    return new ActivityFailure(
        "2200",
        "ErrorCode=HttpFileFailedToRead: Failed to read data from http server. Check the error from http server: %s Address: %s"
            .formatted(message, address),
        cause);
  }
}

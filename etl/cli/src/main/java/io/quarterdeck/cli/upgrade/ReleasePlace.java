package io.quarterdeck.cli.upgrade;

import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The folder or the URL at which releases are published.
 *
 * @param text as the user gave it
 */
record ReleasePlace(String text) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * Reads the index of the newest release.
   *
   * @throws Failure if it cannot be read, or if the URL is not HTTPS. The index contains the
   *     checksums, so nobody may be able to change it on its way. HTTP is accepted on loopback
   */
  ReleaseIndex index() {
    String place = in(ReleaseIndex.FILE);
    return ReleaseIndex.parse(isUrl() ? download(URI.create(place)) : read(Path.of(place)), place);
  }

  /** Returns the location of a file of the release. */
  String in(String name) {
    return text.endsWith("/") ? text + name : text + "/" + name;
  }

  private boolean isUrl() {
    return text.matches("(?i)https?://.*");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw failure(file.toString(), SystemReason.of(e), e);
    }
  }

  private static String download(URI url) {
    if (!"https".equalsIgnoreCase(url.getScheme()) && !isLoopback(url)) {
      throw Failure.of(
          "Cannot read %s: found HTTP; expected HTTPS, so that nobody can change the checksums."
              + " Give an address that begins with https.",
          url);
    }
    try {
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .connectTimeout(LIMIT)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build()
              .send(
                  HttpRequest.newBuilder(url).timeout(LIMIT).build(),
                  HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw failure(url.toString(), "status " + response.statusCode(), null);
      }
      return response.body();
    } catch (IOException e) {
      throw failure(url.toString(), SystemReason.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(url.toString(), "interrupted", e);
    }
  }

  private static boolean isLoopback(URI url) {
    return "localhost".equals(url.getHost()) || "127.0.0.1".equals(url.getHost());
  }

  private static Failure failure(String place, String found, Throwable cause) {
    return Failure.causedBy(
        cause,
        "Cannot read %s: %s; expected the index of the newest release. Give the folder or the URL"
            + " of the releases with --releases.",
        place,
        found);
  }
}

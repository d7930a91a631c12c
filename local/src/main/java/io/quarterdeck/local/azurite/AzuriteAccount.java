package io.quarterdeck.local.azurite;

import io.quarterdeck.local.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Detects whether our Azurite listens on a port. The request is signed without the SDK, because
 * loading the SDK takes seconds, and most starts find everything running.
 *
 * @param port the port of Azurite on the loopback address
 * @param key the account key, in Base64
 */
record AzuriteAccount(int port, String key) {
  private static final String API_VERSION = "2025-01-05";
  private static final int TIMEOUT_MILLISECONDS = 5000;
  private static final String SERVER = "Azurite-Blob/";
  private static final Pattern NAME = Pattern.compile("<Name>([^<]+)</Name>");

  /** Returns the containers of the account if Azurite listens on the port and accepts the key. */
  Optional<Set<String>> containers() {
    try {
      HttpURLConnection connection = request("GET", "/", "comp", "list");
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK
          || !String.valueOf(connection.getHeaderField("Server")).startsWith(SERVER)) {
        connection.disconnect();
        return Optional.empty();
      }
      byte[] body = connection.getInputStream().readAllBytes();
      return Optional.of(
          NAME.matcher(new String(body, StandardCharsets.UTF_8))
              .results()
              .map(result -> result.group(1))
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      // The service is not running, not ready, or not a Blob service: the caller starts ours.
      return Optional.empty();
    }
  }

  private HttpURLConnection request(String method, String path, String parameter, String value)
      throws IOException {
    String resource = "/" + LocalBlob.ACCOUNT + path;
    URI uri =
        URI.create(
            "http://" + Ports.LOOPBACK + ":" + port + resource + "?" + parameter + "=" + value);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
    connection.setReadTimeout(TIMEOUT_MILLISECONDS);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    String headers = "x-ms-date:" + date + "\nx-ms-version:" + API_VERSION + "\n";
    // The eleven empty lines are headers that these requests do not have.
    String signed =
        method
            + "\n".repeat(12)
            + headers
            + "/"
            + LocalBlob.ACCOUNT
            + resource
            + "\n"
            + parameter
            + ":"
            + value;
    connection.setRequestProperty("x-ms-date", date);
    connection.setRequestProperty("x-ms-version", API_VERSION);
    connection.setRequestProperty(
        "Authorization", "SharedKey " + LocalBlob.ACCOUNT + ":" + signature(signed));
    return connection;
  }

  private String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Never contains the key. */
  @Override
  public String toString() {
    return LocalBlob.ACCOUNT + " on port " + port;
  }
}

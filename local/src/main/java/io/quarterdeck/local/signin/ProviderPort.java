package io.quarterdeck.local.signin;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.arm.provider.ProviderSignIn;
import io.quarterdeck.local.entra.ShellSignIn;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gets the port of the provider that acts for a principal, as the plugin of the Pulumi CLI does.
 */
public final class ProviderPort {
  private ProviderPort() {}

  /**
   * Returns the port.
   *
   * @param provider the address of the provider emulator
   * @param shell the variables with which a shell is signed in
   * @throws Failure if the emulator does not accept the principal
   * @throws IOException if the emulator does not answer
   */
  public static int of(URI provider, Map<String, String> shell) throws IOException {
    Map<String, String> form = new TreeMap<>(shell);
    form.keySet().retainAll(ShellSignIn.VARIABLES);
    String file = shell.get(ShellSignIn.ASSERTION_FILE);
    if (file != null) {
      form.put(ShellSignIn.ASSERTION, Files.readString(Path.of(file)));
    }
    HttpRequest request =
        HttpRequest.newBuilder(provider.resolve(ProviderSignIn.SESSIONS))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
            .build();
    HttpResponse<String> response = send(request);
    JsonObject json = JsonParser.parseString(response.body()).getAsJsonObject();
    if (response.statusCode() != 200) {
      throw new Failure(json.getAsJsonObject("error").get("message").getAsString());
    }
    return json.get("port").getAsInt();
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}

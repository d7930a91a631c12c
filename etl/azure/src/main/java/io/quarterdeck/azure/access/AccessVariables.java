package io.quarterdeck.azure.access;

import com.azure.core.http.HttpClient;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Reads how to access Azure from environment variables. Without these variables, commands use
 * Azure's public cloud and the account that is signed in. docs/azure.md lists the variables.
 */
public final class AccessVariables {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final Map<String, String> environment;

  private AccessVariables(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns the access that the variables describe.
   *
   * @throws Failure if a variable has an invalid value
   */
  public static AzureAccess read(Map<String, String> environment) {
    return new AccessVariables(environment).access();
  }

  /**
   * Returns a client that trusts these certificates on loopback and Java's certificates elsewhere.
   *
   * @param trust a PEM file
   * @throws Failure if the file has no readable certificate
   */
  public static HttpClient http(Optional<Path> trust) {
    HttpClient elsewhere =
        AzureHttp.client(java.net.http.HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT));
    java.net.http.HttpClient.Builder loopback =
        java.net.http.HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(java.net.http.HttpClient.Builder.NO_PROXY);
    trust.map(Trust::in).ifPresent((SSLContext context) -> loopback.sslContext(context));
    return new RoutedHttpClient(AzureHttp.client(loopback), elsewhere);
  }

  /**
   * Returns a client that tells an emulator on loopback which network the user selected, if the
   * user selected one.
   *
   * @param http sends the requests
   */
  public static HttpClient fromSelectedNetwork(HttpClient http, Map<String, String> environment) {
    return new AccessVariables(environment)
        .value(EnvironmentVariables.LOCAL_FROM)
        .<HttpClient>map(network -> new OriginHttpClient(http, network))
        .orElse(http);
  }

  private AzureAccess access() {
    HttpClient http = fromSelectedNetwork(http(path(EnvironmentVariables.TRUST_FILE)), environment);
    return new AzureAccess(
        new Credentials(environment, http).selected(),
        http,
        resourceManager(),
        path(EnvironmentVariables.STORAGE_KEY_FILE).map(this::key));
  }

  private URI resourceManager() {
    Optional<String> text = value(EnvironmentVariables.RESOURCE_MANAGER);
    return text.isPresent() ? url(text.get()) : AzureAccess.PUBLIC_CLOUD;
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text.replaceAll("/+$", ""));
      if ("https".equals(url.getScheme()) && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw noUrl(text, e);
    }
    throw noUrl(text, null);
  }

  private static Failure noUrl(String text, Throwable cause) {
    return Failure.causedBy(
        cause,
        "Cannot reach Azure Resource Manager: %s is '%s'; expected an https:// "
            + "URL. Correct it, or unset it.",
        EnvironmentVariables.RESOURCE_MANAGER,
        text);
  }

  private String key(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the storage account's key: %s; expected a file with the key. "
              + "Correct %s, or unset it.",
          e,
          EnvironmentVariables.STORAGE_KEY_FILE);
    }
  }

  private Optional<Path> path(String variable) {
    return value(variable).map(Path::of);
  }

  private Optional<String> value(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
  }
}

package io.quarterdeck.local.blob;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azurite's Blob service, to which requests are sent with a signature of its own key. Bodies are
 * streamed in both directions. Thread-safe.
 */
public final class Azurite {
  /** Headers that belong to one connection, and those that this class sets. */
  private static final Set<String> REPLACED =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "transfer-encoding",
          "x-ms-copy-source",
          "x-ms-date");

  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

  private static final Pattern ACCOUNT = Pattern.compile("^/([^/?]*)");

  static {
    // Azurite closes a connection that is idle for 5 seconds (its default keep-alive time). The
    // JDK's client reads this property once, when it opens the first connection.
    System.setProperty("jdk.httpclient.keepalive.timeout", "3");
  }

  private final URI endpoint;
  private final StorageSharedKeyCredential key;
  private final Supplier<BlobServiceClientBuilder> clients;
  private final Set<String> created = ConcurrentHashMap.newKeySet();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  /**
   * Creates a client of Azurite.
   *
   * @param port the port of Azurite on loopback
   * @param key the key of its account, in Base64
   */
  public Azurite(int port, String key) {
    this.endpoint = URI.create(LocalBlob.url(port));
    this.key = new StorageSharedKeyCredential(LocalBlob.ACCOUNT, key);
    this.clients = LocalBlob.endpoint(port, key).clients();
  }

  /**
   * Sends a request, whose caller was checked, and returns Azurite's answer.
   *
   * @param accounts the accounts, and the endpoint whose URLs clients use
   */
  Answer answer(Call call, StorageAccounts accounts) throws IOException {
    URI uri = URI.create(own(call.target().toString(), accounts));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(call.method(), body(call));
    headers(call, accounts, uri).forEach(request::setHeader);
    try {
      return answer(call, http.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (ConnectException e) {
      throw BlobErrors.notRunning();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /**
   * Returns Azurite's URL for a target whose path begins with the name of the account, such as
   * {@code /ACCOUNT/CONTAINER?restype=container}.
   */
  private String own(String target, StorageAccounts accounts) {
    Matcher account = ACCOUNT.matcher(target);
    if (!account.find()) {
      return endpoint + target;
    }
    String prefix = accounts.prefix(account.group(1));
    String rest = target.substring(account.end());
    return endpoint + (prefix.isEmpty() ? rest : "/" + prefix + rest.replaceFirst("^/", ""));
  }

  /** Creates a container, if it does not exist. */
  void create(String container) {
    if (created.add(container)) {
      clients.get().buildClient().createBlobContainerIfNotExists(container);
    }
  }

  private static BodyPublisher body(Call call) {
    Optional<String> length = call.header("Content-Length");
    if (length.isEmpty() && call.method().equals("PUT")) {
      throw BlobErrors.noLength();
    }
    long bytes = length.map(Long::parseLong).orElse(0L);
    return bytes == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(call::body), bytes);
  }

  private Map<String, String> headers(Call call, StorageAccounts accounts, URI uri)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    call.headers()
        .forEach(
            (name, value) -> {
              if (!REPLACED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, value);
              }
            });
    headers.put(
        "x-ms-date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    call.header(BlobAccess.SOURCE)
        .ifPresent(source -> headers.put(BlobAccess.SOURCE, source(source, accounts)));
    Map<String, String> signed = new LinkedHashMap<>(headers);
    // Without this header, the library signs the text "null".
    signed.put("Content-Length", call.header("Content-Length").orElse("0"));
    headers.put(
        "Authorization", key.generateAuthorizationHeader(uri.toURL(), call.method(), signed));
    return headers;
  }

  /** Azurite reads the source of a copy itself, so it needs its own address. */
  private String source(String url, StorageAccounts accounts) {
    URI service = accounts.endpoint();
    return BlobRequest.of(url, service).isPresent()
        ? own(url.substring(service.toString().length()), accounts)
        : url;
  }

  private static Answer answer(Call call, HttpResponse<InputStream> response) {
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(",", values));
              }
            });
    Optional<String> length = response.headers().firstValue("Content-Length");
    if (call.method().equals("HEAD")) {
      length.ifPresent(bytes -> headers.put("Content-Length", bytes));
      return new Answer(response.statusCode(), headers, Optional.empty());
    }
    Optional<String> type = response.headers().firstValue("Content-Type");
    Answer.Body body =
        new Answer.Body(
            type, length.map(Long::parseLong).orElse(Answer.Body.UNKNOWN), response::body);
    boolean none = length.filter("0"::equals).isPresent() || response.statusCode() == 304;
    return new Answer(response.statusCode(), headers, none ? Optional.empty() : Optional.of(body));
  }
}

package io.quarterdeck.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in headless Chromium, controlled with the Chrome DevTools Protocol
 * (chromedevtools.github.io/devtools-protocol). It records each request, and each error of the
 * console. The browser resolves no host name.
 */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final int SECONDS = 120;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private String session = "";

  /** Starts the browser with an empty profile in this folder. */
  Chromium(Path profile) throws Exception {
    process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(), new Receiver())
            .get(SECONDS, TimeUnit.SECONDS);
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Returns the browser on the {@code PATH}, if there is one. */
  static Optional<Path> program() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private URI address() throws IOException {
    // Nothing reads the rest, so the pipe must not fill up: a thread discards it.
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread rest = new Thread(() -> lines.lines().forEach(text -> {}), "output of chromium");
        rest.setDaemon(true);
        rest.start();
        return URI.create(listening.group(1));
      }
    }
    throw new IOException("chromium ended");
  }

  /** Sets the colour scheme and the size of the window in CSS pixels. */
  void show(String scheme, int width, int height) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Opens a page and waits until it is loaded. */
  void open(URI page) {
    CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
    awaited.put("Page.loadEventFired", loaded);
    call("Page.navigate", Map.of("url", page.toString()));
    get(loaded);
  }

  /** Returns the value of a JavaScript expression; waits for a promise. */
  JsonNode eval(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.path("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** Waits until an expression is true. A page that is loading may lack its elements. */
  void await(String condition) {
    eval(
        """
        new Promise((resolve, reject) => {
          const isMet = () => {
            try { return %s; } catch (error) { if (error instanceof TypeError) return false; throw error; }
          };
          const look = () => {
            try { isMet() ? resolve(true) : requestAnimationFrame(look); } catch (error) { reject(error); }
          };
          look();
        })
        """
            .formatted(condition));
  }

  /** Waits until an expression is true on this page, or on the one that is loaded in its place. */
  void awaitPage(String condition) {
    while (true) {
      try {
        await(condition);
        return;
      } catch (AssertionError e) {
        // The page, and the expression with it, was replaced.
        String message = String.valueOf(e.getMessage());
        if (!message.contains("navigated") && !message.contains("context was destroyed")) {
          throw e;
        }
      }
    }
  }

  /** Moves the mouse to the middle of an element. */
  void hover(String selector) {
    JsonNode place =
        eval(
            "(() => { const e = document.querySelector(\"%s\"); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()"
                .formatted(selector));
    call(
        "Input.dispatchMouseEvent",
        Map.of("type", "mouseMoved", "x", place.get(0).asDouble(), "y", place.get(1).asDouble()));
  }

  /** Writes a picture of the whole page. */
  void picture(Path png) throws IOException {
    JsonNode answer =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(png, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  /** Prints the page to a PDF file in the size A4. */
  void print(Path pdf) throws IOException {
    JsonNode answer =
        call(
            "Page.printToPDF",
            Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", false));
    Files.write(pdf, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  /** Returns the addresses of all requests. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Returns the errors and warnings of the console, and the exceptions of scripts. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    var message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).join();
    JsonNode received = get(answer);
    if (received.has("error")) {
      throw new AssertionError(method + ": " + received.path("error"));
    }
    return received.path("result");
  }

  private static JsonNode get(CompletableFuture<JsonNode> answer) {
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no answer from chromium", e);
    }
  }

  private void take(JsonNode message) {
    CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt());
    if (answer != null) {
      answer.complete(message);
      return;
    }
    JsonNode parameters = message.path("params");
    String method = message.path("method").asText();
    CompletableFuture<JsonNode> event = awaited.remove(method);
    if (event != null) {
      event.complete(parameters);
    }
    switch (method) {
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      case "Runtime.exceptionThrown" -> errors.add(parameters.path("exceptionDetails").toString());
      case "Log.entryAdded" -> errors.add(parameters.path("entry").path("text").asText());
      case "Runtime.consoleAPICalled" -> errors.add(parameters.path("args").toString());
      default -> {}
    }
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          take(JSON.readTree(text.toString()));
        } catch (IOException e) {
          errors.add(e.toString());
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}

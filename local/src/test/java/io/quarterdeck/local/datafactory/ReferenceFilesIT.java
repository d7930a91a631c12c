package io.quarterdeck.local.datafactory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarterdeck.azure.datafactory.ArtefactFolder;
import io.quarterdeck.azure.datafactory.PipelineRuns.Finished;
import io.quarterdeck.azure.datafactory.PipelineRuns.JobDisplay;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.NeedsSharedTestStack;
import io.quarterdeck.local.SharedTestStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Copies the files of a web server with the pipeline of the streaming system. */
@NeedsNode
@ExtendWith(NeedsSharedTestStack.class)
class ReferenceFilesIT {
  private static final String DAY = "2026-01-05";
  private static final String STORES =
      """
      store_id,name,city,country,opened,closed
      1,"Mall, North",Lund,SE,2020-01-01,
      2,Square,Malmö,SE,2021-01-01
      """;
  private static final String PRODUCTS =
      "product_id,name,category,list_price\n7,\"12\"\" frame\",Home,9.50\n";
  private static final Map<String, String> FILES = new ConcurrentHashMap<>();

  @TempDir private static Path folder;
  private static HttpServer server;
  private static FactoryOnStack factory;

  @BeforeAll
  static void create(SharedTestStack shared) throws SQLException, IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/retail/", ReferenceFilesIT::answer);
    server.start();
    factory = FactoryOnStack.create(shared);
    factory.publish(
        new ArtefactFolder(artefacts()),
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/retail/"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  /** Returns the project's artefacts without pauses. */
  private static Path artefacts() throws IOException {
    Path project = Path.of("../streaming/adf");
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(project.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(file).replace("\"retry\": 2", "\"retry\": 0"));
      }
    }
    return folder;
  }

  private static void answer(HttpExchange request) throws IOException {
    String text = FILES.get(request.getRequestURI().getPath());
    byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
    try (request) {
      request.sendResponseHeaders(text == null ? 404 : 200, text == null ? -1 : bytes.length);
      if (text != null) {
        request.getResponseBody().write(bytes);
      }
    }
  }

  @Test
  void bothFilesAreCopiedAndOnlyACompleteCopyIsPublished() throws Exception {
    offer(STORES, PRODUCTS);
    assertThat(run()).isEmpty();

    var stores = factory.manifest("retail-stores", DAY);
    assertThat(stores.get("rows").getAsInt()).isEqualTo(2);
    assertThat(stores.get("files").getAsInt()).isEqualTo(1);
    // A row with fewer columns gets missing values.
    assertThat(copied("retail-stores", stores.get("run").getAsString()))
        .isEqualTo(
            """
            store_id,name,city,country,opened,closed
            1,"Mall, North",Lund,SE,2020-01-01,
            2,Square,Malmö,SE,2021-01-01,
            """
                .replace("\n", "\r\n"));
    assertThat(factory.manifest("retail-products", DAY).get("rows").getAsInt()).isEqualTo(1);

    offer(STORES + "3,Park,Oslo,NO,2022-01-01,,surplus\n", PRODUCTS);
    assertThat(run())
        .contains("DelimitedTextMoreColumnsThanDefined", "'retail-stores.csv' with row number 4");
    offer("store_id,name\n", PRODUCTS);
    assertThat(run())
        .contains("The file retail-stores.csv has 0 rows, 0 were copied; expected at least one.");
    FILES.remove("/retail/retail-stores.csv");
    assertThat(run()).contains("HttpFileFailedToRead", "(404)", "/retail/retail-stores.csv");
    assertThat(factory.manifest("retail-stores", DAY)).isEqualTo(stores);

    offer(STORES + "3,Park,Oslo,NO,2022-01-01,\n", PRODUCTS);
    assertThat(run()).isEmpty();
    assertThat(factory.manifest("retail-stores", DAY).get("rows").getAsInt()).isEqualTo(3);
    assertThat(factory.manifest("retail-stores", DAY).get("run")).isNotEqualTo(stores.get("run"));
  }

  private static void offer(String stores, String products) {
    FILES.put("/retail/retail-stores.csv", stores);
    FILES.put("/retail/retail-products.csv", products);
  }

  private static String copied(String name, String run) {
    List<String> files = factory.files(name + "/" + DAY + "/" + run + "/");
    assertThat(files).hasSize(1);
    return factory.landing().getBlobClient(files.get(0)).downloadContent().toString();
  }

  /** Runs the pipeline. Returns why it failed, or an empty text. */
  private static String run() throws InterruptedException {
    Finished finished =
        factory
            .runs()
            .follow(
                factory.runs().start("copyReferenceData", Map.of("day", DAY)),
                JobDisplay.NONE,
                Progress.silent());
    return finished.isSuccess() ? "" : finished.message() + " " + finished.runs();
  }
}

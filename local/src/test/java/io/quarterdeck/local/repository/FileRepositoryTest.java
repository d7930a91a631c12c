package io.quarterdeck.local.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRepositoryTest {
  @TempDir private Path folder;

  @Test
  void servesTheFilesOfItsFolderAndNothingElse() throws Exception {
    Path files = Files.createDirectories(folder.resolve("repository/more")).getParent();
    Files.writeString(folder.resolve("secret.csv"), "secret");
    Files.writeString(files.resolve("more/deep.csv"), "deep");
    Files.writeString(files.resolve("retail-stores.csv"), "store_id,name\n1,Köln\n");
    try (Emulator.Running server =
        new FileRepository().start(new EmulatorContext(files, 0, null))) {
      HttpResponse<String> stores = get(server, "/retail/retail-stores.csv");
      assertThat(stores.statusCode()).isEqualTo(200);
      assertThat(stores.body()).isEqualTo("store_id,name\n1,Köln\n");
      for (String path :
          new String[] {
            "/retail/retail-products.csv",
            "/retail/",
            "/retail/more",
            "/retail/more/deep.csv",
            "/retail/more%2Fdeep.csv",
            "/retail/..%2Fsecret.csv",
            "/retail/..",
            "/secret.csv"
          }) {
        assertThat(get(server, path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  private static HttpResponse<String> get(Emulator.Running server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.endpoint() + path)).build(),
            BodyHandlers.ofString());
  }
}

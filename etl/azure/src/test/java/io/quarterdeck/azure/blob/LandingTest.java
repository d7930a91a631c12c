package io.quarterdeck.azure.blob;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.rows.FileDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingTest {
  @TempDir private Path folder;

  @Test
  void anUnreachableAccountFailsWithAdvice() throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
    // Only root can listen on port 1, so nothing answers.
    String url = "http://127.0.0.1:1/devstoreaccount1";
    BlobEndpoint blob =
        new BlobEndpoint(
            url,
            () ->
                new BlobServiceClientBuilder()
                    .endpoint(url)
                    .credential(new StorageSharedKeyCredential("devstoreaccount1", "c2VjcmV0"))
                    .httpClient(new JdkHttpClientBuilder().build()),
            BlobEndpoint.Containers.DEFAULT);

    FileDigest digest = FileDigest.of(file);
    assertThatThrownBy(() -> new Landing(blob).upload(file, "shop", digest, Progress.silent()))
        .isInstanceOf(Failure.class)
        .message()
        .startsWith("Cannot upload " + file + " to landing/shop/sha256=" + digest.sha256())
        .contains("/a.csv at http://127.0.0.1:1/devstoreaccount1: ")
        .contains("ConnectException")
        .endsWith(
            "; expected a Blob account that can be written to. Check that it runs (./quarterdeck"
                + " local status for the local stack) and can be reached from here, then run this"
                + " again.")
        .doesNotContain("c2VjcmV0");
  }
}

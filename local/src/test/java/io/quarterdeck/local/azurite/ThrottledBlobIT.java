package io.quarterdeck.local.azurite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobServiceClient;
import io.quarterdeck.azure.blob.Landing;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.load.LoadRequest;
import io.quarterdeck.loader.load.LoadResult;
import io.quarterdeck.loader.load.Loader;
import io.quarterdeck.loader.load.RowReading;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.rows.DuplicateCounting;
import io.quarterdeck.loader.rows.FileDigest;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to a real Azurite through a relay that throttles. */
@NeedsNode
class ThrottledBlobIT implements Progress {
  private static final String KEY =
      Base64.getEncoder().encodeToString("of this test".getBytes(StandardCharsets.UTF_8));

  @TempDir static Path state;

  private static LocalBlob azurite;
  private static int port;
  private static ThrottlingRelay relay;

  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private Path file;
  private FileDigest digest;

  @BeforeAll
  static void startAzurite() throws Exception {
    port = Ports.free();
    azurite =
        new LocalBlob(
            state.toRealPath().resolve("azurite"),
            Folders.current(),
            state.toRealPath().resolve("azurite.log"));
    azurite.start(port, KEY);
    BlobServiceClient account = LocalBlob.endpoint(port, KEY).clients().get().buildClient();
    account.createBlobContainer("landing");
    account.createBlobContainer("quarantine");
    relay = new ThrottlingRelay(port);
  }

  @AfterAll
  static void stopAzurite() {
    relay.close();
    azurite.stop();
  }

  @BeforeEach
  void writeFile() throws Exception {
    file = state.resolve("a.csv");
    Files.writeString(file, "Day,Amount\n2022-02-01," + System.nanoTime() + "\n2022-02-30,7\n");
    digest = FileDigest.of(file);
  }

  @Test
  void eachRetryIsReportedAndHonoursRetryAfter() {
    relay.throttle(2, 1);
    long began = System.nanoTime();
    String where = throttled().upload(file, "shop", digest, this);

    assertThat(notes)
        .containsExactly(
            "Blob answered 503 ServerBusy; try 2 of 4 in 1.0 s.",
            "Blob answered 503 ServerBusy; try 3 of 4 in 1.0 s.");
    assertThat(System.nanoTime() - began).isGreaterThan(1_900_000_000L);
    assertThat(content(where)).isEqualTo(text());
    notes.clear();
    throttled().upload(file, "shop", digest, this);
    assertThat(notes).isEmpty();
  }

  @Test
  void throttledUploadAndThrottledReadAreReported() {
    String where = throttled().quarantine(file, file, "shop", digest, this).orElseThrow();
    relay.throttle(1, 0);
    throttled().quarantine(file, file, "shop", digest, this);

    assertThat(notes).containsExactly("Blob answered 503 ServerBusy; try 2 of 4 in 0.5 s.");
    assertThat(where).isEqualTo("quarantine/shop/sha256=" + digest.sha256() + "/a.csv.rejects.csv");
    assertThat(content(where)).isEqualTo(text());
  }

  @Test
  void permanentlyThrottledAccountIsAnError() {
    int before = relay.sentAway();
    relay.throttle(4, 0);
    assertThatThrownBy(() -> throttled().upload(file, "shop", digest, this))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith(
            ": the account answered 503 ServerBusy; expected a Blob account that can be written to."
                + " Check the account's state, then run this again.");
    assertThat(notes)
        .containsExactly(
            "Blob answered 503 ServerBusy; try 2 of 4 in 0.5 s.",
            "Blob answered 503 ServerBusy; try 3 of 4 in 1.0 s.",
            "Blob answered 503 ServerBusy; try 4 of 4 in 2.0 s.");
    assertThat(relay.sentAway() - before).isEqualTo(4);
  }

  @Test
  void tooLongRetryAfterIsAnError() {
    relay.throttle(1, 600);
    assertThatThrownBy(() -> throttled().upload(file, "shop", digest, this))
        .hasMessageContaining(": the account answered 503 ServerBusy; expected");
    assertThat(notes).isEmpty();
  }

  @Test
  void rejectsAreInQuarantineEvenIfTheLoadFails() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start()) {
      String kept = "quarantine/shop/sha256=" + digest.sha256() + "/a.csv.rejects.csv";
      assertThatThrownBy(() -> load(postgres, "0"))
          .hasMessageContaining("line 3 (byte ")
          .hasMessageEndingWith("The rejects are in " + state.resolve("rejects.csv") + ".");
      assertThat(notes).containsExactly("The rejects are in Blob too: " + kept);
      assertThat(content(kept)).endsWith(",load 1 of " + digest.sha256().substring(0, 16) + "\n");

      LoadResult result = load(postgres, "1");
      assertThat(result.entry().rowsRejected()).hasValue(1);
      assertThat(content(kept))
          .isEqualTo(Files.readString(state.resolve("rejects.csv")))
          .contains("2022-02-30")
          .endsWith(",load 2 of " + digest.sha256().substring(0, 16) + "\n");
    }
  }

  private LoadResult load(EmbeddedPostgres postgres, String limit) throws Exception {
    Path dataset =
        Files.writeString(
            state.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns:
              - {name: day, source: Day, type: date, format: uuuu-MM-dd, nullable: false}
              - {name: amount, source: Amount, type: bigint, nullable: false}
            """);
    RowReading reading =
        new RowReading(
            file,
            DatasetFile.read(dataset),
            RejectLimit.parse(limit),
            DuplicateCounting.COUNT,
            state.resolve("rejects.csv"));
    String url = postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
    PostgresEndpoint endpoint = new PostgresEndpoint(url, "postgres", Optional.empty());
    return new Loader(
            new Postgres(endpoint, "test"), LoadRequest.of(reading, Optional.of(throttled())), this)
        .run();
  }

  private static Landing throttled() {
    return new Landing(LocalBlob.endpoint(relay.port(), KEY));
  }

  private static String content(String where) {
    int slash = where.indexOf('/');
    return LocalBlob.endpoint(port, KEY)
        .clients()
        .get()
        .buildClient()
        .getBlobContainerClient(where.substring(0, slash))
        .getBlobClient(where.substring(slash + 1))
        .downloadContent()
        .toString();
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void phase(String what) {}

  @Override
  public void advance(long done, long total, String unit) {}

  @Override
  public void note(String line) {
    notes.add(line);
  }
}

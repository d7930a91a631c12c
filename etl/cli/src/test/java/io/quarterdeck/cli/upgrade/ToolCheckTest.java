package io.quarterdeck.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarterdeck.cli.Run;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of an unpacked release against the newest one. */
class ToolCheckTest {
  /** Not in one string with a version, because only pom.xml contains the version of the modules. */
  private static final String SNAPSHOT = "-SNAPSHOT";

  /** The SHA-256 of an empty file. */
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String INDEX =
      """
      {"version": "%s", "revision": "abc", "java": %s,
       "files": [{"name": "quarterdeck-0.2.0.tar.gz", "sha256": "%s"}]}
      """;

  @TempDir private Path folder;
  private Path home;
  private Path releases;

  @BeforeEach
  void unpack() throws IOException {
    home = Files.createDirectories(folder.resolve("quarterdeck-0.1.0"));
    releases = Files.createDirectories(folder.resolve("releases"));
    Files.createDirectories(home.resolve("datasets"));
    Files.createFile(home.resolve("Pulumi.dev.yaml"));
    Files.createFile(home.resolve("datasets/bank.yaml"));
    Files.writeString(
        home.resolve("SHA256SUMS"),
        "%s  ./Pulumi.dev.yaml\n%s  ./datasets/bank.yaml\n".formatted(EMPTY, EMPTY));
    publish("0.1.0", 17);
  }

  @Test
  void theNewestReleaseAsItWasUnpackedIsEqual() {
    assertThat(check("0.1.0")).extracting(Compatibility::state).containsOnly(equal());
    assertThat(check("0.1.0"))
        .extracting(Compatibility::name)
        .containsExactly("files", "version", "java");
  }

  @Test
  void aNewerReleaseIsNamedWithItsChecksumAndWhatToMove() throws IOException {
    publish("0.2.0", 17);
    Files.createDirectories(home.resolve(".quarterdeck"));

    Compatibility version = part("version", check("0.1.0"));

    assertThat(version.state()).isEqualTo(Compatibility.State.DIFFERS);
    assertThat(version.expected()).isEqualTo("0.2.0, revision abc");
    assertThat(version.advice())
        .startsWith(
            "Download one of %s/quarterdeck-0.2.0.tar.gz (SHA-256 %s). Unpack it in another folder."
                    .formatted(releases, EMPTY)
                + " Move .quarterdeck to it, which contains the state of the local stack.");
  }

  @Test
  void aSnapshotIsOlderThanItsReleaseAndAnotherRevisionDiffers() {
    assertThat(part("version", check("0.1.0" + SNAPSHOT)).state())
        .isEqualTo(Compatibility.State.DIFFERS);
    assertThat(part("version", check("0.1.1")).state()).isEqualTo(equal());
    assertThat(
            part(
                    "version",
                    new ToolCheck(new InstalledFiles(home), "0.1.0", "other", 17)
                        .of(Optional.of(new ReleasePlace(releases.toString())), progress()))
                .state())
        .isEqualTo(Compatibility.State.DIFFERS);
  }

  @Test
  void filesThatTheUserChangedAreListed() throws IOException {
    Files.writeString(home.resolve("Pulumi.dev.yaml"), "config: {}\n");
    Files.delete(home.resolve("datasets/bank.yaml"));
    Files.createFile(home.resolve("datasets/shop.yaml"));

    assertThat(part("files", check("0.1.0")).found())
        .isEqualTo("changed Pulumi.dev.yaml, deleted datasets/bank.yaml, added datasets/shop.yaml");
  }

  @Test
  void aReleaseThatNeedsANewerJavaSaysSo() throws IOException {
    publish("0.2.0", 21);

    Compatibility java = part("java", check("0.1.0"));

    assertThat(java.state()).isEqualTo(Compatibility.State.DIFFERS);
    assertThat(java.expected()).isEqualTo("Java 21 or newer");
  }

  @Test
  void theIndexIsReadFromAUrl() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] index = INDEX.formatted("0.3.0", 17, EMPTY).getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/quarterdeck/release.json",
        exchange -> {
          exchange.sendResponseHeaders(200, index.length);
          exchange.getResponseBody().write(index);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(part("version", check("0.1.0", url + "/quarterdeck")).expected())
          .isEqualTo("0.3.0, revision abc");
      assertThat(part("version", check("0.1.0", url + "/other")).found())
          .isEqualTo(
              "Cannot read %s/other/release.json: status 404; expected the index of the newest"
                      .formatted(url)
                  + " release. Give the folder or the URL of the releases with --releases.");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anIndexOverHttpOrWithoutItsFieldsIsRefused() throws IOException {
    assertThat(part("version", check("0.1.0", "http://releases.example.com")).found())
        .startsWith("Cannot read http://releases.example.com/release.json: found HTTP; expected");
    Files.writeString(releases.resolve(ReleaseIndex.FILE), "{\"version\": \"0.2.0\"}");
    assertThat(part("version", check("0.1.0")).found())
        .contains("it is not an index of a release; expected the fields version, revision, java");
  }

  @Test
  void theCommandNeedsAPlaceOfReleases() {
    Run run = Run.of("upgrade-check", "--tool", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("\"name\":\"version\"", "Name it with --releases or QUARTERDECK_RELEASES.");
    assertThat(Run.of("upgrade-check", "--releases", "there").exitCode()).isEqualTo(2);
  }

  private void publish(String version, int java) throws IOException {
    Files.writeString(releases.resolve(ReleaseIndex.FILE), INDEX.formatted(version, java, EMPTY));
  }

  private List<Compatibility> check(String version) {
    return check(version, releases.toString());
  }

  private List<Compatibility> check(String version, String place) {
    return new ToolCheck(new InstalledFiles(home), version, "abc", 17)
        .of(Optional.of(new ReleasePlace(place)), progress());
  }

  private static Progress progress() {
    return Progress.silent();
  }

  private static Compatibility.State equal() {
    return Compatibility.State.EQUAL;
  }

  private static Compatibility part(String name, List<Compatibility> parts) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }
}

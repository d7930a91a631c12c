package io.quarterdeck.local.azurite;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.Installation;
import io.quarterdeck.local.process.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Azurite, in the version that the lock file beside this class pins: from the release, or from npm.
 */
final class AzuriteInstallation {
  /** The version in package.json; a test compares them. */
  static final String VERSION = "3.37.0";

  /** The script of the Blob service within the installation. */
  static final String MAIN = "node_modules/azurite/dist/src/blob/main.js";

  private static final String LOCK_FILE = "package-lock.json";

  /** The folder of a release that contains Azurite. ci/scripts/pack fills it. */
  private static final String BUNDLED = "azurite";

  private static final List<String> FILES = List.of("package.json", LOCK_FILE);

  private AzuriteInstallation() {}

  /**
   * Returns the script that Node.js runs. If the release does not contain it, installs Azurite into
   * the cache if necessary.
   */
  static Path script(Folders folders) {
    NodeJs.requireNode();
    return bundled(folders.home()).orElseGet(() -> install(folders.cache())).resolve(MAIN);
  }

  /** Returns the installation in a release; empty if it has none or one of another version. */
  static Optional<Path> bundled(Path home) {
    return Optional.of(home.resolve(BUNDLED))
        .filter(folder -> Files.isRegularFile(folder.resolve(MAIN)))
        .filter(folder -> digest(folder).equals(digest()));
  }

  private static Path install(Path cache) {
    return Installation.ensure(
        "Azurite", cache.resolve("azurite-" + digest()), AzuriteInstallation::fill);
  }

  private static void fill(Path folder) throws IOException {
    NodeJs.requireNpm();
    for (String file : FILES) {
      try (InputStream resource = AzuriteInstallation.class.getResourceAsStream(file)) {
        Files.copy(resource, folder.resolve(file));
      }
    }
    ProcessBuilder npm =
        new ProcessBuilder(
            "npm",
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            // Azurite requires Node.js 22 but also runs on 20.
            "--engine-strict=false",
            "--loglevel=error");
    Processes.run("install Azurite from npm", npm.directory(folder.toFile()));
  }

  /** Returns the digest of the lock file, which identifies the installation. */
  private static String digest() {
    try (InputStream resource = AzuriteInstallation.class.getResourceAsStream(LOCK_FILE)) {
      return digest(resource);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the digest of an installation's lock file; empty if it has none. */
  private static String digest(Path installation) {
    Path file = installation.resolve(LOCK_FILE);
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (InputStream lock = Files.newInputStream(file)) {
      return digest(lock);
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read %s: %s; expected the lock file of Azurite. Unpack the release again.",
          file,
          SystemReason.of(e));
    }
  }

  private static String digest(InputStream lock) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(lock.readAllBytes());
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.quarterdeck.local.azurite;

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

/** Installs Azurite from npm, in the version that the lock file beside this class pins. */
final class AzuriteInstallation {
  /** The version in package.json; a test compares them. */
  static final String VERSION = "3.37.0";

  /** The script of the Blob service within the installation. */
  static final String MAIN = "node_modules/azurite/dist/src/blob/main.js";

  private static final String LOCK_FILE = "package-lock.json";
  private static final List<String> FILES = List.of("package.json", LOCK_FILE);

  private AzuriteInstallation() {}

  /** Returns the script that Node.js runs. Installs Azurite into the cache if necessary. */
  static Path install(Path cache) {
    NodeJs.requireNode();
    return Installation.ensure(
            "Azurite", cache.resolve("azurite-" + digest()), AzuriteInstallation::fill)
        .resolve(MAIN);
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
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource.readAllBytes());
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

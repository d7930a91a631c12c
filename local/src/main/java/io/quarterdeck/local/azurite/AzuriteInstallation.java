package io.quarterdeck.local.azurite;

import io.quarterdeck.local.Installation;
import io.quarterdeck.local.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Azurite, from npm, exactly as the lock file beside this class pins it. */
final class AzuriteInstallation {
  /** As in package.json; a test says so. */
  static final String VERSION = "3.37.0";

  /** The script of the Blob service, within the installation. */
  static final String MAIN = "node_modules/azurite/dist/src/blob/main.js";

  private static final String LOCK_FILE = "package-lock.json";
  private static final List<String> FILES = List.of("package.json", LOCK_FILE);

  private AzuriteInstallation() {}

  /** The script that Node.js runs, installed into the cache if need be. */
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
            // Azurite asks for Node.js 22 but runs on 20.
            "--engine-strict=false",
            "--loglevel=error");
    Processes.run("install Azurite from npm", npm.directory(folder.toFile()));
  }

  /** The lock file's digest: another lock file is another installation. */
  private static String digest() {
    try (InputStream resource = AzuriteInstallation.class.getResourceAsStream(LOCK_FILE)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource.readAllBytes());
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

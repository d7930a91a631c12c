package io.quarterdeck.local.azurite;

import io.quarterdeck.etl.Failure;
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
  private static final String LOCK_FILE = "package-lock.json";
  private static final List<String> FILES = List.of("package.json", LOCK_FILE);
  private static final String MAIN = "node_modules/azurite/dist/src/blob/main.js";
  private static final int OLDEST_NODE = 20;

  private AzuriteInstallation() {}

  /** The script that Node.js runs, installed into the cache if need be. */
  static Path install(Path cache) {
    requireNode();
    return Installation.ensure(
            "Azurite", cache.resolve("azurite-" + version()), folder -> fill(folder))
        .resolve(MAIN);
  }

  private static void fill(Path folder) throws IOException {
    for (String file : FILES) {
      try (InputStream resource = AzuriteInstallation.class.getResourceAsStream(file)) {
        Files.copy(resource, folder.resolve(file));
      }
    }
    ProcessBuilder npm =
        new ProcessBuilder(
            "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    Processes.run("install Azurite from npm", npm.directory(folder.toFile()));
  }

  /** The lock file's digest: another lock file is another installation. */
  private static String version() {
    try (InputStream resource = AzuriteInstallation.class.getResourceAsStream(LOCK_FILE)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource.readAllBytes());
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requireNode() {
    String found;
    try {
      found = Processes.run("look for Node.js", new ProcessBuilder("node", "--version")).strip();
    } catch (Failure e) {
      throw new Failure(
          "Cannot start Azurite, which stands in for Blob: no Node.js was found in PATH; expected"
              + " Node.js "
              + OLDEST_NODE
              + " or newer, with npm. Install it (nodejs.org, your system's package manager, or"
              + " nvm), then run this again.",
          e);
    }
    String major = found.replaceAll("^v?(\\d*).*", "$1");
    if (major.isEmpty() || Integer.parseInt(major) < OLDEST_NODE) {
      throw new Failure(
          "Cannot start Azurite, which stands in for Blob: Node.js is "
              + found
              + "; expected "
              + OLDEST_NODE
              + " or newer. Install a newer one (nodejs.org, your system's package manager, or"
              + " nvm), then run this again.");
    }
  }
}

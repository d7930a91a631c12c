package io.quarterdeck.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The script and the style sheet of the page. Both contain those of uPlot, from the webjar {@code
 * org.webjars.npm:uplot} (decision 105), with its licence.
 */
final class PageAssets {
  /** The folder of the webjar. It contains the version that pom.xml pins. */
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  static final String SCRIPT =
      "\n/*\n"
          + read(UPLOT + "LICENSE")
          + "*/\n"
          + read(UPLOT + "dist/uPlot.iife.min.js")
          + "\n"
          + read("report.js");

  static final String STYLE = "\n" + read(UPLOT + "dist/uPlot.min.css") + "\n" + read("report.css");

  private PageAssets() {}

  /** Returns the source expression of the policy for the content of an element. */
  static String digest(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(PageAssets.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.quarterdeck.cli.terminal;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Shortens text for progress: paths become relative to the current directory, and digests are
 * truncated.
 */
final class Brief {
  /** A digest of SHA-1 or longer. Its first 12 characters identify it. */
  private static final Pattern DIGEST = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{28,}\\b");

  /** The current directory at the start of a path, but not within a longer path or a URL. */
  private static final Pattern HERE =
      Pattern.compile("(?<![\\w./:-])" + Pattern.quote(Path.of("").toAbsolutePath() + "/"));

  private Brief() {}

  /** Returns the shortened text. */
  static String text(String text) {
    return DIGEST.matcher(HERE.matcher(text).replaceAll("")).replaceAll("$1");
  }
}

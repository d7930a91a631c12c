package io.quarterdeck.etl.terminal;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** What progress leaves out: the current directory, and all but the start of a digest. */
final class Brief {
  /** A digest of SHA-1 or longer; its first 12 characters tell it from all others. */
  private static final Pattern DIGEST = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{28,}\\b");

  /** The current directory at the start of a path, not in a longer path or in a URL. */
  private static final Pattern HERE =
      Pattern.compile("(?<![\\w./:-])" + Pattern.quote(Path.of("").toAbsolutePath() + "/"));

  private Brief() {}

  /** The text with digests of 12 characters, and paths relative to the current directory. */
  static String text(String text) {
    return DIGEST.matcher(HERE.matcher(text).replaceAll("")).replaceAll("$1");
  }
}

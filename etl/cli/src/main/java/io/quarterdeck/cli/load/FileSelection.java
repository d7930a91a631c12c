package io.quarterdeck.cli.load;

import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The files that a folder or a pattern selects.
 *
 * @param files the files, in the order of their names
 * @param name the name for the ledger
 */
record FileSelection(List<Path> files, String name) {
  private static final Pattern WILDCARD = Pattern.compile("[*?{\\[]");

  /** The names of text files, perhaps compressed. */
  private static final String TEXT_FILES = "*.{csv,tsv,tab,psv,txt,dat}{,.gz,.zst,.zip}";

  /** Whether the argument is a folder, or a pattern that is not the name of a file. */
  static boolean isSelection(String given) {
    return Files.isDirectory(Path.of(given))
        || (WILDCARD.matcher(given).find() && !Files.exists(Path.of(given)));
  }

  /**
   * Lists the files.
   *
   * @param given a folder, or a pattern whose last part has wildcards
   * @throws Failure if there are no files, or the folder cannot be listed
   */
  static FileSelection of(String given) {
    Path path = Path.of(given);
    boolean folder = Files.isDirectory(path);
    Path parent = folder ? path : path.toAbsolutePath().getParent();
    String pattern = folder ? TEXT_FILES : path.getFileName().toString();
    List<Path> files = list(given, parent, pattern);
    if (files.isEmpty()) {
      throw Failure.of(
          "Cannot read %s: no file matches; expected at least one file%s. Check the path.",
          given, folder ? " such as data.csv in the folder" : "");
    }
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    String plain = WILDCARD.matcher(name).replaceAll("_").replaceAll("[}\\]]", "_");
    return new FileSelection(files, folder ? plain + ".csv" : plain);
  }

  private static List<Path> list(String given, Path parent, String pattern) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, pattern)) {
      for (Path file : found) {
        if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")) {
          files.add(file);
        }
      }
    } catch (IOException | PatternSyntaxException e) {
      throw Failure.causedBy(
          e,
          "Cannot list the files of %s: %s; expected a readable folder, and wildcards only in the"
              + " last part of the path. Check the path.",
          given,
          e instanceof IOException io ? SystemReason.of(io) : e.getMessage());
    }
    Collections.sort(files);
    return files;
  }
}

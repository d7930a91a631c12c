package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.failure.Closest;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.yaml.YamlDocument;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Finds and parses dataset files. Stateless and thread-safe. */
public final class DatasetFile {
  private static final String SUFFIX = ".yaml";

  private DatasetFile() {}

  /**
   * Finds and parses a dataset, like {@link #locate} followed by {@link #read}.
   *
   * @throws Failure if the dataset does not exist or is invalid
   */
  public static Dataset find(String nameOrFile, Path datasetsFolder) {
    return read(locate(nameOrFile, datasetsFolder));
  }

  /**
   * Finds the file of a dataset.
   *
   * @param nameOrFile a name, for the file {@code NAME.yaml} in the folder; or a path, which
   *     contains a separator or ends with {@code .yaml} or {@code .yml}
   * @param datasetsFolder the folder of the named datasets
   * @throws Failure if there is no dataset of that name; the message lists the existing names
   */
  public static Path locate(String nameOrFile, Path datasetsFolder) {
    if (isFile(nameOrFile)) {
      return Path.of(nameOrFile);
    }
    Path file = datasetsFolder.resolve(nameOrFile + SUFFIX);
    if (!Files.exists(file)) {
      throw unknown(
          nameOrFile,
          "no %s%s in %s".formatted(nameOrFile, SUFFIX, datasetsFolder),
          names(datasetsFolder));
    }
    return file;
  }

  /**
   * Parses a dataset file.
   *
   * @throws Failure if the file cannot be read, or is invalid; the message lists all problems with
   *     their lines
   */
  public static Dataset read(Path file) {
    return parse(text(file), file);
  }

  /**
   * Parses the text of a dataset file.
   *
   * @param source the file, for messages
   * @throws Failure if the text is invalid; the message lists all problems with their lines
   */
  public static Dataset parse(String text, Path source) {
    return new YamlDocument(text, source, "dataset file").parse("a dataset", DatasetSection::read);
  }

  /**
   * The text of the file.
   *
   * @throws Failure if the file cannot be read
   */
  public static String text(Path file) {
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException none) {
      throw Failure.causedBy(
          none,
          "Cannot read the dataset file %s: found no such file; expected one. Check the path.",
          file);
    } catch (CharacterCodingException otherEncoding) {
      throw Failure.causedBy(
          otherEncoding,
          "Cannot read the dataset file %s: found bytes that are not UTF-8; expected UTF-8. Save it"
              + " as UTF-8.",
          file);
    } catch (IOException unreadable) {
      throw Failure.causedBy(
          unreadable,
          "Cannot read the dataset file %s: found %s; expected a readable file. Check the path.",
          file,
          unreadable);
    }
  }

  /** Whether the argument is a path and not the name of a dataset. */
  public static boolean isFile(String nameOrFile) {
    return nameOrFile.contains("/")
        || nameOrFile.contains(File.separator)
        || nameOrFile.endsWith(SUFFIX)
        || nameOrFile.endsWith(".yml");
  }

  /**
   * The failure for a name that no dataset has.
   *
   * @param found the result of the search, as in {@code no a.yaml in datasets}
   * @param names the existing datasets
   */
  public static Failure unknown(String name, String found, Collection<String> names) {
    String expected =
        names.isEmpty() ? "a dataset file there" : "one of " + String.join(", ", names);
    return Failure.of(
        "Cannot find the dataset '%s': found %s; expected %s%s. Name one of them, "
            + "or give a file.",
        name, found, expected, Closest.question(name, names));
  }

  /**
   * The sorted names of the datasets in a folder. Empty if the folder does not exist.
   *
   * @throws Failure if the folder cannot be listed
   */
  public static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    TreeSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String fileName = file.getFileName().toString();
        names.add(fileName.substring(0, fileName.length() - SUFFIX.length()));
      }
    } catch (IOException unreadable) {
      throw Failure.causedBy(
          unreadable,
          "Cannot list the datasets in %s: found %s; expected a readable folder. "
              + "Check its permissions.",
          folder,
          unreadable);
    }
    return List.copyOf(names);
  }
}

package io.quarterdeck.cli.retirement;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.yaml.YamlDocument;
import io.quarterdeck.loader.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the list of retirements. The comment at its beginning describes the format. */
public final class RetirementList {
  private RetirementList() {}

  /** Returns the list of a checkout or of an unpacked release. */
  public static Path file(Path project) {
    return project.resolve("docs").resolve("azure-retirements.yaml");
  }

  /**
   * Reads a list.
   *
   * @throws Failure if the file cannot be read, or is invalid; the message lists all problems with
   *     their lines
   */
  public static List<Retirement> read(Path file) {
    return new YamlDocument(text(file), file, "list of retirements")
        .parse("a list of retirements", RetirementList::entries);
  }

  private static Optional<List<Retirement>> entries(YamlValue document) {
    List<Retirement> retirements = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlValue item : document.items("a list of retirements").orElse(List.of())) {
      Optional<Retirement> entry = RetirementEntry.read(item);
      entry.ifPresent(retirements::add);
      if (entry.isPresent() && !ids.add(entry.get().id())) {
        item.problem("the id '" + entry.get().id() + "' again", "another");
      }
    }
    return Optional.of(List.copyOf(retirements));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException none) {
      throw Failure.causedBy(
          none,
          "Cannot read the list of retirements: found no %s; expected docs/azure-retirements.yaml of"
              + " the project. Restore it, or name another file with --list.",
          file);
    } catch (IOException unreadable) {
      throw Failure.causedBy(
          unreadable,
          "Cannot read the list of retirements %s: found %s; expected a readable file. Check its"
              + " permissions and its encoding, which must be UTF-8.",
          file,
          unreadable);
    }
  }
}

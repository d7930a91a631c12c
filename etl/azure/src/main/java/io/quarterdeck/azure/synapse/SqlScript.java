package io.quarterdeck.azure.synapse;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of {@code lakehouse/synapse}: batches of T-SQL, each of which ends with a line {@code GO}.
 * The first line names the database. A value in the form {@code $(name)} is replaced, as sqlcmd
 * does.
 *
 * @param name the name of the file
 * @param database the database in which the batches run
 * @param batches the batches, without {@code GO}
 */
record SqlScript(String name, String database, List<String> batches) {
  private static final String HEADER = "-- Database: ";
  private static final Pattern SEPARATOR = Pattern.compile("(?im)^GO\\s*$");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\((\\w+)\\)");

  /** Values are parts of literals. A quote would end the literal. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9:/._-]+");

  SqlScript {
    batches = List.copyOf(batches);
  }

  /**
   * Reads all files of a folder, in the order of their names.
   *
   * @throws Failure if the folder has no scripts, or one of them is not in this form
   */
  static List<SqlScript> all(Path folder, Map<String, String> values) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> scripts = files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
      if (scripts.isEmpty()) {
        throw Failure.of(
            "Cannot publish the SQL of %s: found no file that ends with .sql; expected the scripts"
                + " of the lakehouse. Check out the repository again.",
            folder);
      }
      List<SqlScript> all = new ArrayList<>();
      for (Path script : scripts) {
        all.add(of(script.getFileName().toString(), Files.readString(script), values));
      }
      return all;
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the SQL of %s: found %s; expected readable files. Check out the repository"
              + " again.",
          folder,
          e.getMessage());
    }
  }

  static SqlScript of(String name, String text, Map<String, String> values) {
    if (!text.startsWith(HEADER)) {
      throw Failure.of(
          "Cannot publish %s: found another first line; expected '%sNAME'. Correct the file.",
          name, HEADER);
    }
    String database = text.substring(HEADER.length(), text.indexOf('\n')).strip();
    List<String> batches =
        SEPARATOR
            .splitAsStream(text.substring(text.indexOf('\n')))
            .map(String::strip)
            .filter(batch -> !batch.isEmpty())
            .map(batch -> filled(name, batch, values))
            .toList();
    return new SqlScript(name, database, batches);
  }

  private static String filled(String name, String batch, Map<String, String> values) {
    return VARIABLE
        .matcher(batch)
        .replaceAll(found -> Matcher.quoteReplacement(value(name, found.group(1), values)));
  }

  private static String value(String name, String variable, Map<String, String> values) {
    String value = values.get(variable);
    if (value == null || !SAFE.matcher(value).matches()) {
      throw Failure.of(
          "Cannot publish %s: found %s for $(%s); expected a value of letters, digits and :/._-."
              + " Correct the file or the outputs of the stack.",
          name, value == null ? "no value" : "'" + value + "'", variable);
    }
    return value;
  }
}

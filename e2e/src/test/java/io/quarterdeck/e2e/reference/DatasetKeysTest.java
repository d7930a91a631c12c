package io.quarterdeck.e2e.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.dataset.LakeDatasetFile;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the keys on the pages of both kinds of dataset files with the keys that are read. */
class DatasetKeysTest {
  private static final Path SOURCE = Path.of("dataset.yaml");

  /** The first cell of a row: the names of keys. */
  private static final Pattern FIRST_CELL =
      Pattern.compile("(?m)^\\| ((?:`[^`|]+`(?:, | and |, or )?)+) \\|");

  private static final Pattern KEY = Pattern.compile("`([^`]+)`");
  private static final Pattern KNOWN =
      Pattern.compile("the unknown key 'zzz'.*?; expected one of ([\\w, ]+)");

  @Test
  void thePageOfDatasetFilesHasEachKey() throws IOException {
    Set<String> keys = new TreeSet<>();
    keys.addAll(prefixed("", known(DatasetFile::parse, "zzz: 1")));
    keys.addAll(prefixed("csv.", known(DatasetFile::parse, "csv: {zzz: 1}")));
    keys.addAll(
        prefixed(
            "columns[].", known(DatasetFile::parse, "columns: [{name: a, type: text, zzz: 1}]")));
    keys.addAll(prefixed("export.", known(DatasetFile::parse, "export: {zzz: 1}")));
    // The row of their parent describes these mappings.
    keys.removeAll(List.of("csv", "export"));

    assertThat(documented("datasets.md", "# Dataset files")).isEqualTo(keys);
    assertThat(known(DatasetFile::parse, "schedule: {zzz: 1}"))
        .containsExactly("quartz", "timezone");
    assertThat(known(DatasetFile::parse, "export: {period: {zzz: 1}}"))
        .containsExactly("column", "every");
  }

  @Test
  void thePageOfTheLakehouseHasEachKey() throws IOException {
    Set<String> keys = new TreeSet<>(known(LakeDatasetFile::parse, "zzz: 1"));
    // It refers to the other page for the columns.
    keys.remove("columns");

    assertThat(documented("lakehouse.md", "## Dataset files")).isEqualTo(keys);
    assertThat(known(LakeDatasetFile::parse, "expect: [{zzz: 1}]"))
        .containsExactly("name", "that", "otherwise");
  }

  private static Set<String> prefixed(String prefix, List<String> keys) {
    return new TreeSet<>(keys.stream().map(prefix::concat).toList());
  }

  /** Returns the keys that the message about an unknown key lists. */
  private static List<String> known(BiFunction<String, Path, ?> parser, String text) {
    Failure failure = catchThrowableOfType(Failure.class, () -> parser.apply(text, SOURCE));
    assertThat(failure).hasMessageContaining("'zzz'");
    return KNOWN
        .matcher(failure.getMessage())
        .results()
        .flatMap(found -> Stream.of(found.group(1).split(", ")))
        .toList();
  }

  /** A row such as {@code `columns[].min`, `max`} has two keys with the same prefix. */
  private static Set<String> documented(String page, String heading) throws IOException {
    String text = Files.readString(ReferencePage.ROOT.resolve("docs").resolve(page));
    String section = text.substring(text.indexOf(heading) + heading.length()).split("\n## ", 2)[0];
    Set<String> keys = new TreeSet<>();
    for (String cell :
        FIRST_CELL.matcher(section).results().map(found -> found.group(1)).toList()) {
      List<String> names = KEY.matcher(cell).results().map(found -> found.group(1)).toList();
      String prefix = names.get(0).substring(0, names.get(0).lastIndexOf('.') + 1);
      names.forEach(name -> keys.add(name.startsWith(prefix) ? name : prefix + name));
    }
    return keys;
  }
}

package io.quarterdeck.e2e.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page of the documentation that is generated from the code. */
final class ReferencePage {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path FOLDER = ROOT.resolve("docs/reference");

  private final String name;
  private final StringBuilder text = new StringBuilder();

  /**
   * Starts a page.
   *
   * @param name the name of its file, without the extension
   */
  ReferencePage(String name, String title, String introduction) {
    this.name = name;
    heading(1, title);
    paragraph(introduction);
    paragraph(
        "This page is generated: `ReferencePagesTest` compares it with the code, and writes it with"
            + " `-Dsnapshots=write`.");
  }

  void heading(int level, String words) {
    text.append(text.isEmpty() ? "" : "\n").append("#".repeat(level)).append(' ').append(words);
    text.append('\n');
  }

  void paragraph(String words) {
    text.append('\n').append(words).append('\n');
  }

  void code(List<String> lines) {
    text.append("\n```sh\n").append(String.join("\n", lines)).append("\n```\n");
  }

  /** Adds a table. It is left out if it has no rows. */
  void table(List<String> header, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    text.append('\n').append(row(header));
    text.append("|---".repeat(header.size())).append("|\n");
    rows.forEach(cells -> text.append(row(cells)));
  }

  private static String row(List<String> cells) {
    return "| "
        + String.join(" | ", cells.stream().map(c -> c.replace("|", "\\|")).toList())
        + " |\n";
  }

  /** Returns text of the code as Markdown: words in angle brackets are not HTML. */
  static String escaped(String words) {
    return words.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
  }

  /** Returns the words as code, or nothing. */
  static String literal(String words) {
    return words.isEmpty() ? "" : "`" + words + "`";
  }

  /** Fails if the file differs, or writes it. */
  void compare() throws IOException {
    Path file = FOLDER.resolve(name + ".md");
    if ("write".equals(System.getProperty("snapshots"))) {
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("Run this test with -Dsnapshots=write, and review the difference")
        .hasContent(text.toString());
  }
}

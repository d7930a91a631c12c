package io.quarterdeck.e2e.runbooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command line on a page, with its continuation lines.
 *
 * @param page the name of the page, without the extension
 * @param number the number of the line on the page, from 1
 */
record PageLine(String page, int number, String text) {
  /**
   * In a list item of a runbook, code has seven spaces: three of the item and four of the block.
   */
  private static final String INDENT = "       ";

  /** On other pages, code is not in a list item. */
  private static final String BLOCK = "    ";

  private static final String FENCE = "```";
  private static final Pattern HERE_DOCUMENT = Pattern.compile("<<'END'$");

  /** Returns the lines of the indented blocks of a runbook. */
  static List<PageLine> ofRunbook(Path page) throws IOException {
    return indented(INDENT, page);
  }

  /**
   * Returns the lines of the indented blocks of another page. A loop of the shell is one line. The
   * name of the page contains the heading above the line, for example {@code azure: Delete an
   * environment}, because the same command is below several headings.
   */
  static List<PageLine> ofSections(Path page) throws IOException {
    List<String> all = Files.readAllLines(page);
    return indented(BLOCK, page).stream()
        .map(
            line ->
                new PageLine(
                    line.page() + ": " + heading(all, line.number()), line.number(), line.text()))
        .toList();
  }

  private static String heading(List<String> all, int number) {
    int at = number - 1;
    while (!all.get(at).startsWith("#")) {
      at--;
    }
    return all.get(at).replaceFirst("#+ ", "");
  }

  private static List<PageLine> indented(String indent, Path page) throws IOException {
    List<PageLine> lines = new ArrayList<>();
    List<String> all = Files.readAllLines(page);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).startsWith(indent)) {
        int first = i;
        StringBuilder text = new StringBuilder(all.get(i).strip());
        while (goesOn(all.get(i)) || isOpen(text)) {
          i++;
          text.append('\n').append(all.get(i).strip());
        }
        lines.add(new PageLine(name(page), first + 1, text.toString()));
      }
    }
    return lines;
  }

  private static boolean isOpen(CharSequence command) {
    return command.toString().startsWith("for ") && !command.toString().endsWith("\ndone");
  }

  /** Returns the lines of the first fenced block below a heading. */
  static List<PageLine> below(String heading, Path page) throws IOException {
    List<String> all = Files.readAllLines(page);
    int begin = all.indexOf(heading);
    if (begin < 0) {
      throw new IllegalArgumentException(page + " has no heading " + heading);
    }
    while (!all.get(begin).startsWith(FENCE)) {
      begin++;
    }
    List<PageLine> lines = new ArrayList<>();
    for (int i = begin + 1; !all.get(i).startsWith(FENCE); i++) {
      lines.add(new PageLine(name(page), i + 1, all.get(i)));
    }
    return lines;
  }

  /**
   * Returns the lines of the fenced blocks with shell commands. A here-document is a part of its
   * line.
   */
  static List<PageLine> ofFences(Path page) throws IOException {
    List<PageLine> lines = new ArrayList<>();
    List<String> all = Files.readAllLines(page);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).strip().equals(FENCE + "sh")) {
        for (i++; !all.get(i).strip().equals(FENCE); i++) {
          int first = i;
          StringBuilder text = new StringBuilder(all.get(i).strip());
          boolean document = HERE_DOCUMENT.matcher(text).find();
          while (document ? !all.get(i).equals("END") : goesOn(all.get(i))) {
            i++;
            text.append('\n').append(all.get(i));
          }
          lines.add(new PageLine(name(page), first + 1, text.toString()));
        }
      }
    }
    return lines;
  }

  private static boolean goesOn(String line) {
    return line.endsWith("\\") || line.endsWith("|");
  }

  private static String name(Path page) {
    return page.getFileName().toString().replace(".md", "");
  }
}

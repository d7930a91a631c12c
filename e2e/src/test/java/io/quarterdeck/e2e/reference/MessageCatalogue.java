package io.quarterdeck.e2e.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page of the error messages, from the strings in the source files. A message has the form
 * "Cannot DO: FOUND; expected WHAT. WHAT TO DO."
 */
final class MessageCatalogue {
  private static final String LITERAL = "\"(?:[^\"\\\\\\n]|\\\\.)*\"";

  /** A string, or strings and expressions that plus signs join. */
  private static final Pattern STRINGS =
      Pattern.compile(
          "\"\"\".*?\"\"\"|"
              + LITERAL
              + "(?:\\s*\\+\\s*(?:"
              + LITERAL
              + "|[\\w.]+(?:\\([\\w.]*\\))?))*",
          Pattern.DOTALL);

  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//[^\\n]*", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern PART = Pattern.compile(LITERAL + "|[\\w.]+(?:\\([\\w.]*\\))?");
  private static final Pattern VALUE =
      Pattern.compile("%(?:\\d+\\$)?[-#+0,(]*\\d*(?:\\.\\d+)?[a-zA-Z]");

  /** WHAT TO DO is the part after the first sentence that ends after "expected". */
  private static final Pattern GRAMMAR =
      Pattern.compile("(Cannot .+?|…): (.+?); expected (.+?)\\.(?:\\s+(\\S.*))?", Pattern.DOTALL);

  /** The modules whose messages users see. */
  private static final Map<String, String> MODULES = modules();

  private static Map<String, String> modules() {
    Map<String, String> modules = new TreeMap<>();
    modules.put("etl/loader", "Files, datasets and loads");
    modules.put("etl/azure", "Azure and stack outputs");
    modules.put("etl/cli", "Commands");
    modules.put("infra", "The Pulumi program");
    modules.put("jobs", "Databricks jobs");
    modules.put("local", "The local stack");
    return modules;
  }

  /**
   * A message.
   *
   * @param what what could not be done
   * @param found what was found
   * @param expected what was expected
   * @param fix what to do, or nothing
   * @param source the class with the message
   */
  record Message(String what, String found, String expected, String fix, String source) {
    /** The complete message, with … for each value. */
    String text() {
      return (what + ": " + found + "; expected " + expected + ". " + fix).strip();
    }
  }

  private MessageCatalogue() {}

  static ReferencePage page() throws IOException {
    ReferencePage page =
        new ReferencePage(
            "errors",
            "Error messages",
            "All messages in the source files that have the form `Cannot DO: WHAT WAS FOUND;"
                + " expected WHAT. WHAT TO DO.` A value that the message contains is shown as …"
                + " [common-errors.md](../common-errors.md) explains the most frequent ones. The"
                + " number of a message stays the same in all versions. The site has a page for each"
                + " number.");
    ErrorNumberFile numbers = ErrorNumberFile.read();
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      page.heading(2, module.getValue());
      page.table(
          List.of("number", "message", "found", "expected", "what to do", "class"),
          messages(module.getKey()).stream().map(message -> row(message, numbers)).toList());
    }
    return page;
  }

  /** Returns the messages of all modules. */
  static List<Message> messages() throws IOException {
    List<Message> messages = new ArrayList<>();
    for (String module : MODULES.keySet()) {
      messages.addAll(messages(module));
    }
    return messages;
  }

  /** Returns the messages of a module, each once for each class, in their order. */
  static Set<Message> messages(String module) throws IOException {
    List<Message> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ReferencePage.ROOT.resolve(module + "/src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String source = COMMENT.matcher(Files.readString(file)).replaceAll("");
        String name = file.getFileName().toString().replace(".java", "");
        STRINGS
            .matcher(source)
            .results()
            .map(MatchResult::group)
            // Not regular expressions, whose escapes are others.
            .filter(strings -> strings.contains("expected"))
            .forEach(strings -> add(found, joined(strings), name));
      }
    }
    found.sort(
        Comparator.comparing(Message::what)
            .thenComparing(Message::source)
            .thenComparing(Message::found)
            .thenComparing(Message::expected));
    return new LinkedHashSet<>(found);
  }

  private static void add(List<Message> found, String text, String source) {
    Matcher parts = GRAMMAR.matcher(text);
    if (parts.matches()) {
      String fix = parts.group(4) == null ? "" : parts.group(4);
      found.add(new Message(parts.group(1), parts.group(2), parts.group(3), fix, source));
    }
  }

  /** Returns the text of joined strings, with … for each value. */
  private static String joined(String strings) {
    if (strings.startsWith("\"\"\"")) {
      return values(strings.replace("\"\"\"", "").stripIndent().translateEscapes().strip());
    }
    StringBuilder text = new StringBuilder();
    PART.matcher(strings)
        .results()
        .map(MatchResult::group)
        .forEach(
            part ->
                text.append(
                    part.startsWith("\"")
                        ? part.substring(1, part.length() - 1).translateEscapes()
                        : "…"));
    return values(text.toString());
  }

  private static String values(String text) {
    String named = VALUE.matcher(text.replace("%n", " ")).replaceAll("…");
    return named.replace("%%", "%").replaceAll("…{2,}", "…").replaceAll("\\s+", " ");
  }

  private static List<String> row(Message message, ErrorNumberFile numbers) {
    return Stream.of(
            numbers.of(message).orElse(""),
            message.what(),
            message.found(),
            message.expected(),
            message.fix(),
            message.source())
        .map(ReferencePage::escaped)
        .toList();
  }
}

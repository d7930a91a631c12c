package io.quarterdeck.e2e.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.reference.MessageCatalogue.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The file with the numbers of the messages. If the text of a message changes, change it in the
 * file too, so that it keeps its number. {@code -Dsnapshots=write} gives each new message the next
 * number, and marks the numbers of removed messages, so that no other message gets them.
 */
final class ErrorNumberFile {
  private static final Path FILE =
      ReferencePage.ROOT.resolve(
          "etl/cli/src/main/resources/io/quarterdeck/cli/terminal/error-numbers.tsv");

  private static final String REMOVED = "(removed)";

  /** The messages by their numbers. */
  private final Map<String, String> messages = new TreeMap<>();

  static ErrorNumberFile read() throws IOException {
    ErrorNumberFile file = new ErrorNumberFile();
    if (Files.exists(FILE)) {
      for (String line : Files.readAllLines(FILE)) {
        int tab = line.indexOf('\t');
        file.messages.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return file;
  }

  Map<String, String> messages() {
    return messages;
  }

  Optional<String> of(Message message) {
    return messages.entrySet().stream()
        .filter(each -> each.getValue().equals(message.text()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A message that consists of values only would give its number to other messages. */
  private static boolean isSpecific(String text) {
    return text.startsWith("Cannot ")
        && text.replaceAll("Cannot|expected|found|[^A-Za-z]", "").length() > 8;
  }

  /** Fails if the file lacks a message or has another one, or writes the file. */
  void compare() throws IOException {
    Map<String, Message> present = new LinkedHashMap<>();
    MessageCatalogue.messages().stream()
        .filter(message -> isSpecific(message.text()))
        .forEach(message -> present.put(message.text(), message));
    messages.replaceAll((number, text) -> present.containsKey(text) ? text : REMOVED);
    for (Message message : present.values()) {
      if (of(message).isEmpty()) {
        messages.put("QD%03d".formatted(messages.size() + 1), message.text());
      }
    }
    String text =
        messages.entrySet().stream()
            .map(each -> each.getKey() + "\t" + each.getValue() + "\n")
            .collect(Collectors.joining());
    if ("write".equals(System.getProperty("snapshots"))) {
      Files.writeString(FILE, text);
    }
    assertThat(FILE)
        .as(
            "Change the texts of changed messages in the file, then run this with -Dsnapshots=write")
        .hasContent(text);
  }
}

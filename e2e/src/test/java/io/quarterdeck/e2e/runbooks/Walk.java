package io.quarterdeck.e2e.runbooks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lines of the pages, in the order in which one shell runs them. */
final class Walk {
  private static final String PREPARATION = "(preparation)";
  private static final Pattern END =
      Pattern.compile("(?m)^@@ (\\d+) ended with (\\d+) after (\\d+) s$");

  private final List<Treatment> all;
  private final List<PageLine> lines = new ArrayList<>();
  private final Set<String> pages = new HashSet<>();
  private final Set<Treatment> used = new HashSet<>();

  /**
   * Creates a walk without lines.
   *
   * @param all the treatments of the lines
   */
  Walk(List<Treatment> all) {
    this.all = List.copyOf(all);
  }

  /** Adds a page that has lines. */
  void page(List<PageLine> page) {
    page(page.get(0).page(), page);
  }

  /** Adds a page, which may have no line to run. */
  void page(String name, List<PageLine> page) {
    pages.add(name);
    lines.addAll(page);
  }

  /** Adds commands that create the objects that the next page needs. They are on no page. */
  void prepare(String... commands) {
    for (String command : commands) {
      lines.add(new PageLine(PREPARATION, 0, command));
    }
  }

  List<PageLine> lines() {
    return List.copyOf(lines);
  }

  Set<String> pages() {
    return Set.copyOf(pages);
  }

  /** Returns the script. It ends at the first line that fails. */
  String script() {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (reason(lines.get(i)).isEmpty()) {
        script.append(step(i, lines.get(i)));
      }
    }
    return script.toString();
  }

  private String step(int index, PageLine line) {
    String codes =
        treatments(line, Treatment.Ends.class).stream()
            .flatMap(ends -> ends.exitCodes().stream())
            .map(code -> code + "|")
            .collect(Collectors.joining());
    return """
    printf '\\n@@ %1$d begins\\n'
    began=$SECONDS
    %2$s
    ended=$?
    printf '\\n@@ %1$d ended with %%d after %%d s\\n' "$ended" "$((SECONDS - began))"
    case $ended in %3$s0) ;; *) exit 1 ;; esac
    """
        .formatted(index, command(line), codes);
  }

  private String command(PageLine line) {
    String command = line.text();
    for (Treatment.Replaced replaced : treatments(line, Treatment.Replaced.class)) {
      command = replaced.line().matcher(command).replaceAll(replaced.by());
    }
    return command;
  }

  private String reason(PageLine line) {
    return treatments(line, Treatment.Skipped.class).stream()
        .map(Treatment.Skipped::reason)
        .findFirst()
        .orElse("");
  }

  private <T extends Treatment> List<T> treatments(PageLine line, Class<T> kind) {
    List<T> found =
        all.stream()
            .filter(kind::isInstance)
            .map(kind::cast)
            .filter(each -> each.isFor(line))
            .toList();
    used.addAll(found);
    return found;
  }

  /** Returns the treatments that apply to no line, because their page has changed. */
  List<Treatment> unused() {
    return all.stream().filter(each -> !used.contains(each)).toList();
  }

  /**
   * Returns the result of each line.
   *
   * @param output the output of the script
   */
  String report(String output) {
    String[] ends = new String[lines.size()];
    Matcher end = END.matcher(output);
    while (end.find()) {
      ends[Integer.parseInt(end.group(1))] =
          "exit code %s, %s s".formatted(end.group(2), end.group(3));
    }
    StringBuilder report = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      PageLine line = lines.get(i);
      String reason = reason(line);
      String became =
          reason.isEmpty() ? (ends[i] == null ? "not reached" : ends[i]) : "skipped: " + reason;
      report.append(
          String.format(
              Locale.ROOT,
              "%s:%d  %s%n    %s%n",
              line.page(),
              line.number(),
              line.text().replace("\n", "\n        "),
              became));
    }
    return report.toString();
  }
}

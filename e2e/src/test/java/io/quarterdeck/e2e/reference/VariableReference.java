package io.quarterdeck.e2e.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of the environment variables, from the comments of the class that defines them. */
final class VariableReference {
  private static final Path SOURCE =
      ReferencePage.ROOT.resolve(
          "contract/src/main/java/io/quarterdeck/contract/EnvironmentVariables.java");
  private static final Pattern CONSTANT =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public static final String \\w+ =\\s+\"(\\w+)\";",
          Pattern.DOTALL);

  private VariableReference() {}

  static ReferencePage page() throws IOException {
    ReferencePage page =
        new ReferencePage(
            "environment-variables",
            "Environment variables",
            "The environment variables that `EnvironmentVariables` in `contract` defines. The"
                + " launcher also reads `QUARTERDECK_JAVA_OPTIONS`, the options of the JVM.");
    List<List<String>> rows = new ArrayList<>();
    Matcher constant = CONSTANT.matcher(Files.readString(SOURCE));
    while (constant.find()) {
      rows.add(List.of(ReferencePage.literal(constant.group(2)), words(constant.group(1))));
    }
    page.table(List.of("variable", "meaning"), rows);
    return page;
  }

  private static String words(String comment) {
    return comment
        .replaceAll("\\n\\s*\\*", " ")
        .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
        .replaceAll("\\s+", " ")
        .strip();
  }
}

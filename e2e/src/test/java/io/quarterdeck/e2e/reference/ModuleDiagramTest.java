package io.quarterdeck.e2e.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the diagram of the modules on docs/architecture.md with the files pom.xml. */
class ModuleDiagramTest {
  private static final List<String> MODULES =
      List.of(
          "contract",
          "sdks/azure-native",
          "infra",
          "etl/loader",
          "etl/azure",
          "etl/cli",
          "jobs",
          "local");

  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>((?:(?!</dependency>).)*)</dependency>", Pattern.DOTALL);
  private static final Pattern OURS = Pattern.compile("<artifactId>quarterdeck-([a-z-]+)</");
  private static final Pattern DIAGRAM =
      Pattern.compile("  accTitle: Modules\n((?:.*\n)*?)```", Pattern.MULTILINE);

  @Test
  void thePageShowsTheDependenciesThatDoNotFollowFromOthers() throws IOException {
    Map<String, List<String>> dependencies = new LinkedHashMap<>();
    for (String module : MODULES) {
      dependencies.put(module, dependencies(module));
    }
    List<String> expected = new ArrayList<>();
    dependencies.forEach(
        (module, direct) ->
            direct.stream()
                .filter(
                    each -> direct.stream().noneMatch(other -> reaches(dependencies, other, each)))
                .forEach(each -> expected.add("  %s --> %s".formatted(node(module), node(each)))));

    String page = Files.readString(ReferencePage.ROOT.resolve("docs/architecture.md"));
    List<String> lines =
        DIAGRAM
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .flatMap(String::lines)
            .toList();
    assertThat(lines)
        .as("Copy the expected lines to docs/architecture.md")
        .containsExactlyElementsOf(expected);
  }

  /** Returns the modules of this project that the main code of a module depends on. */
  private static List<String> dependencies(String module) throws IOException {
    String pom = Files.readString(ReferencePage.ROOT.resolve(module).resolve("pom.xml"));
    return DEPENDENCY
        .matcher(pom)
        .results()
        .map(MatchResult::group)
        .filter(dependency -> !dependency.contains("<scope>test</scope>"))
        .flatMap(dependency -> OURS.matcher(dependency).results())
        .map(found -> module(found.group(1)))
        .toList();
  }

  private static String module(String artifact) {
    return MODULES.stream()
        .filter(each -> each.substring(each.indexOf('/') + 1).equals(artifact))
        .findFirst()
        .orElseThrow();
  }

  /** Whether one module depends on another, directly or through others. */
  private static boolean reaches(Map<String, List<String>> all, String from, String to) {
    return all.get(from).stream().anyMatch(each -> each.equals(to) || reaches(all, each, to));
  }

  /** Returns the node of a module. A slash has a meaning in mermaid, so the text is in quotes. */
  private static String node(String module) {
    return "%s[\"%s\"]".formatted(module.replaceAll("[^a-z]", "_"), module);
  }
}

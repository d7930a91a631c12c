package io.quarterdeck.e2e.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the Power BI projects: Microsoft's schemas accept their files, their visuals use fields of
 * the model, and the model uses columns of the views in {@code lakehouse/synapse} or of the queries
 * in {@code streaming/pipelines}. Power BI itself is not available here.
 */
class PowerBiProjectTest {
  private static final Path PROJECT = Path.of("..", "lakehouse", "powerbi");
  private static final Path REPORT = PROJECT.resolve("Topics.Report/definition");
  private static final Path TABLES = PROJECT.resolve("Topics.SemanticModel/definition/tables");
  private static final Path VIEWS = Path.of("..", "lakehouse", "synapse", "30-views.sql");
  private static final Path RETAIL = Path.of("..", "streaming", "powerbi");
  private static final Path GOLD = Path.of("..", "streaming", "pipelines");

  static List<Path> projects() {
    return List.of(PROJECT, RETAIL);
  }

  @ParameterizedTest
  @MethodSource("projects")
  void eachFileIsValidAgainstItsSchema(Path project) throws IOException {
    FabricSchemas schemas = new FabricSchemas();
    Map<String, List<String>> problems = new TreeMap<>();
    List<Path> files = files(project).stream().filter(file -> !isTmdl(file)).toList();
    assertThat(files).hasSizeGreaterThan(15);
    for (Path file : files) {
      JsonObject content = json(file);
      List<String> found =
          schemas.problems(content.get("$schema").getAsString(), content.toString());
      if (!found.isEmpty()) {
        problems.put(project.relativize(file).toString(), found);
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void theSchemasDetectAMistakeInAVisual() throws IOException {
    JsonObject visual = json(chart());
    visual.getAsJsonObject("visual").addProperty("kind", "columnChart");
    visual.getAsJsonObject("position").remove("width");
    List<String> problems =
        new FabricSchemas().problems(visual.get("$schema").getAsString(), visual.toString());
    assertThat(problems)
        .anyMatch(problem -> problem.contains("kind"))
        .anyMatch(problem -> problem.contains("width"));
  }

  @ParameterizedTest
  @MethodSource("projects")
  void everyFieldOfAVisualAndOfAFilterIsInTheModel(Path project) throws IOException {
    Set<String> model = new TreeSet<>();
    fields(project).forEach((table, names) -> names.forEach(name -> model.add(table + "." + name)));
    Set<String> used = new TreeSet<>();
    for (Path file : files(project)) {
      if (file.toString().endsWith(".json")) {
        collect(json(file), used);
      }
    }
    assertThat(used).hasSizeGreaterThan(8);
    assertThat(model).containsAll(used);
  }

  @Test
  void theReportHasTheTopTenTheTrendAndTheQuestionsOfATopic() throws IOException {
    JsonObject chart = json(chart());
    assertThat(chart.getAsJsonObject("visual").get("visualType").getAsString())
        .isEqualTo("columnChart");
    JsonObject filter =
        chart.getAsJsonObject("filterConfig").getAsJsonArray("filters").get(0).getAsJsonObject();
    assertThat(filter.get("type").getAsString()).isEqualTo("TopN");
    assertThat(filter.toString()).contains("\"Top\":10");
    assertThat(json(REPORT.resolve("pages/trend/visuals/topicTrend/visual.json")).toString())
        .contains("\"visualType\":\"lineChart\"");
    JsonObject binding =
        json(REPORT.resolve("pages/questions/page.json")).getAsJsonObject("pageBinding");
    assertThat(binding.get("type").getAsString()).isEqualTo("Drillthrough");
    assertThat(
            json(REPORT.resolve("pages/pages.json")).getAsJsonArray("pageOrder").asList().stream()
                .map(JsonElement::getAsString))
        .containsExactly("today", "trend", "questions");
  }

  @Test
  void theModelReadsColumnsOfTheViews() throws IOException {
    Map<String, Set<String>> views = views();
    for (Path table : files(TABLES)) {
      String text = Files.readString(table);
      String view = only(text, "Item = \"(\\w+)\"");
      assertThat(views).containsKey(view);
      Set<String> columns = all(text, "(?m)^\\t\\tsourceColumn: (\\w+)$");
      columns.removeAll(all(text, "Table\\.AddColumn\\(\\w+, \"(\\w+)\""));
      assertThat(views.get(view)).as(view).containsAll(columns);
    }
  }

  /** The model names its columns; a query of gold contains each of them. */
  @Test
  void theModelOfRetailReadsColumnsOfGold() throws IOException {
    List<Path> tables = tables(RETAIL);
    assertThat(tables).hasSize(6);
    for (Path table : tables) {
      String text = Files.readString(table);
      Path query = GOLD.resolve(only(text, "Name = \"(\\w+)\", Kind = \"Table\"") + ".sql");
      assertThat(all(Files.readString(query), "(\\w+)"))
          .as(query.toString())
          .containsAll(all(text, "(?m)^\\t\\tsourceColumn: (\\w+)$"));
    }
  }

  /** Each partition contains its start and not its end, so no row is in two partitions. */
  @Test
  void threeTablesOfRetailAreRefreshedIncrementally() throws IOException {
    String expressions =
        Files.readString(RETAIL.resolve("Retail.SemanticModel/definition/expressions.tmdl"));
    assertThat(expressions)
        .containsPattern("expression RangeStart = #datetime\\(.*Type = \"DateTime\"")
        .containsPattern("expression RangeEnd = #datetime\\(.*Type = \"DateTime\"");
    Set<String> incremental = new TreeSet<>();
    for (Path table : tables(RETAIL)) {
      String text = Files.readString(table);
      Set<String> sources =
          all(text, "(?s)(?:sourceExpression|source) =\\n(.*?in\\n\\t+ +\\w+)\\n");
      assertThat(sources).as("one source in the policy and in the partition").hasSize(1);
      if (text.contains("refreshPolicy")) {
        incremental.add(only(text, "(?m)^table (\\w+)$"));
        assertThat(sources.iterator().next())
            .containsPattern("\\[(\\w+)\\] >= \\S*RangeStart\\)? and \\[\\1\\] < \\S*RangeEnd\\)*");
      }
    }
    assertThat(incremental).containsExactly("SalesByHour", "SalesByProduct", "SalesByStore");
  }

  @Test
  void theEndpointIsAParameterAndNoFileContainsACredential() throws IOException {
    String expressions =
        Files.readString(PROJECT.resolve("Topics.SemanticModel/definition/expressions.tmdl"));
    assertThat(expressions)
        .contains("expression 'SQL endpoint' = \"")
        .contains("IsParameterQueryRequired = true");
    for (Path project : projects()) {
      for (Path file : files(project)) {
        assertThat(Files.readString(file)).doesNotContainIgnoringCase("password");
      }
    }
    for (Path table : tables(RETAIL)) {
      assertThat(Files.readString(table))
          .contains("Databricks.Catalogs(Host, #\"HTTP path\")")
          .doesNotContain("azuredatabricks.net");
    }
    for (Path table : files(TABLES)) {
      assertThat(Files.readString(table))
          .contains("Sql.Database(#\"SQL endpoint\", Database)")
          .doesNotContain("azuresynapse.net");
    }
  }

  private static Path chart() {
    return REPORT.resolve("pages/today/visuals/topTenChart/visual.json");
  }

  /** Returns the columns and measures of each table. */
  private static Map<String, Set<String>> fields(Path project) throws IOException {
    Map<String, Set<String>> fields = new TreeMap<>();
    for (Path table : tables(project)) {
      String text = Files.readString(table);
      fields.put(
          only(text, "(?m)^table (\\w+)$"),
          all(text, "(?m)^\\t(?:column|measure) '?([\\w ]+?)'?(?: = .*)?$"));
    }
    return fields;
  }

  /** Returns the columns of each view. */
  private static Map<String, Set<String>> views() throws IOException {
    Map<String, Set<String>> views = new TreeMap<>();
    for (String batch : Files.readString(VIEWS).split("(?m)^GO$", -1)) {
      if (batch.contains("VIEW")) {
        String selected = batch.substring(batch.indexOf("SELECT"), batch.indexOf("FROM"));
        views.put(only(batch, "VIEW dbo\\.(\\w+)"), all(selected, "\\b\\w+\\.(\\w+)"));
      }
    }
    return views;
  }

  /** Adds the fields in a document, as TABLE.FIELD. */
  private static void collect(JsonElement element, Set<String> used) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(each -> collect(each, used));
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      if (object.has("Property") && object.toString().contains("\"Entity\"")) {
        JsonObject source = object.getAsJsonObject("Expression").getAsJsonObject("SourceRef");
        used.add(source.get("Entity").getAsString() + "." + object.get("Property").getAsString());
      }
      object.entrySet().forEach(entry -> collect(entry.getValue(), used));
    }
  }

  private static String only(String text, String pattern) {
    Set<String> found = all(text, pattern);
    assertThat(found).as(pattern).hasSize(1);
    return found.iterator().next();
  }

  private static Set<String> all(String text, String pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static List<Path> tables(Path project) throws IOException {
    return files(project).stream()
        .filter(file -> file.getParent().endsWith("tables") && isTmdl(file))
        .toList();
  }

  private static boolean isTmdl(Path file) {
    return file.toString().endsWith(".tmdl");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .sorted()
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}

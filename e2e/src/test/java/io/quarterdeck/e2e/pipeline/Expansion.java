package io.quarterdeck.e2e.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands the templates of a pipeline, as Azure does before a run. Supports what this project's
 * pipeline uses, templates with parameters, and refuses other expressions.
 */
final class Expansion {
  private static final Pattern PARAMETER =
      Pattern.compile("\\$\\{\\{\\s*parameters\\.(\\w+)\\s*}}");

  private Expansion() {}

  static Map<?, ?> of(Path file) {
    return (Map<?, ?>) expanded(PipelineYaml.read(file), file, Map.of());
  }

  private static Object expanded(Object value, Path file, Map<String, Object> parameters) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> result = new LinkedHashMap<>();
      map.forEach((name, child) -> result.put(name, expanded(child, file, parameters)));
      return result;
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      for (Object element : list) {
        if (element instanceof Map<?, ?> map && map.containsKey("template")) {
          result.addAll(included(map, file, parameters));
        } else {
          result.add(expanded(element, file, parameters));
        }
      }
      return result;
    }
    return value instanceof String text ? replaced(text, file, parameters) : value;
  }

  /** Returns the stages, steps or variables of a template. */
  private static List<?> included(Map<?, ?> include, Path file, Map<String, Object> parameters) {
    Path template = file.resolveSibling(PipelineYaml.text(include, "template"));
    Map<?, ?> document = PipelineYaml.read(template);
    Map<?, ?> given =
        (Map<?, ?>) expanded(PipelineYaml.map(include, "parameters"), file, parameters);
    Map<String, Object> own = parameters(template, document, given);
    for (String kind : List.of("stages", "steps", "variables")) {
      if (document.containsKey(kind)) {
        return (List<?>) expanded(document.get(kind), template, own);
      }
    }
    throw new AssertionError(template + " does not contain stages, steps or variables");
  }

  private static Map<String, Object> parameters(
      Path template, Map<?, ?> document, Map<?, ?> given) {
    Map<String, Object> own = new LinkedHashMap<>();
    for (Object element : PipelineYaml.list(document, "parameters")) {
      Map<?, ?> parameter = (Map<?, ?>) element;
      String name = PipelineYaml.text(parameter, "name");
      Object value = given.containsKey(name) ? given.get(name) : parameter.get("default");
      List<?> values = PipelineYaml.list(parameter, "values");
      if (value == null || !(values.isEmpty() || values.contains(value))) {
        throw new AssertionError(template + " does not accept " + value + " as " + name);
      }
      own.put(name, value);
    }
    if (!own.keySet().containsAll(given.keySet())) {
      throw new AssertionError(
          template + " has the parameters " + own.keySet() + "; found " + given);
    }
    return own;
  }

  private static Object replaced(String text, Path file, Map<String, Object> parameters) {
    Matcher whole = PARAMETER.matcher(text);
    if (whole.matches()) {
      return parameter(whole.group(1), file, parameters);
    }
    String result =
        PARAMETER
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        parameter(found.group(1), file, parameters).toString()));
    if (result.contains("${{")) {
      throw new AssertionError(file + " has an expression that the test does not support: " + text);
    }
    return result;
  }

  private static Object parameter(String name, Path file, Map<String, Object> parameters) {
    if (!parameters.containsKey(name)) {
      throw new AssertionError(file + " uses the parameter " + name + " but does not declare it");
    }
    return parameters.get(name);
  }
}

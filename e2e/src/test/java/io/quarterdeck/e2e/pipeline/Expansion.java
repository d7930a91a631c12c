package io.quarterdeck.e2e.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pipeline with its templates put in, as Azure does before a run. It knows what ours use,
 * templates with parameters, and refuses any other expression.
 */
final class Expansion {
  private static final Pattern PARAMETER =
      Pattern.compile("\\$\\{\\{\\s*parameters\\.(\\w+)\\s*}}");

  private Expansion() {}

  static Map<?, ?> of(Path file) {
    return (Map<?, ?>) expanded(Yaml.read(file), file, Map.of());
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

  /** The stages, steps or variables of a template: whichever it has. */
  private static List<?> included(Map<?, ?> include, Path file, Map<String, Object> parameters) {
    Path template = file.resolveSibling(Yaml.text(include, "template"));
    Map<?, ?> document = Yaml.read(template);
    Map<?, ?> given = (Map<?, ?>) expanded(Yaml.map(include, "parameters"), file, parameters);
    Map<String, Object> own = parameters(template, document, given);
    for (String kind : List.of("stages", "steps", "variables")) {
      if (document.containsKey(kind)) {
        return (List<?>) expanded(document.get(kind), template, own);
      }
    }
    throw new AssertionError(template + " has neither stages, steps nor variables");
  }

  private static Map<String, Object> parameters(
      Path template, Map<?, ?> document, Map<?, ?> given) {
    Map<String, Object> own = new LinkedHashMap<>();
    for (Object element : Yaml.list(document, "parameters")) {
      Map<?, ?> parameter = (Map<?, ?>) element;
      String name = Yaml.text(parameter, "name");
      Object value = given.containsKey(name) ? given.get(name) : parameter.get("default");
      List<?> values = Yaml.list(parameter, "values");
      if (value == null || !(values.isEmpty() || values.contains(value))) {
        throw new AssertionError(template + " does not take " + value + " as " + name);
      }
      own.put(name, value);
    }
    if (!own.keySet().containsAll(given.keySet())) {
      throw new AssertionError(template + " takes " + own.keySet() + " and is given " + given);
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
      throw new AssertionError(file + " has an expression that this test cannot expand: " + text);
    }
    return result;
  }

  private static Object parameter(String name, Path file, Map<String, Object> parameters) {
    if (!parameters.containsKey(name)) {
      throw new AssertionError(file + " uses the parameter " + name + " and does not declare it");
    }
    return parameters.get(name);
  }
}

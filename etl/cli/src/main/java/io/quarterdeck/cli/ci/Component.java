package io.quarterdeck.cli.ci;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A library in a release.
 *
 * @param name the group and artifact, as in {@code org.slf4j:slf4j-api}
 * @param version the version
 * @param licences the SPDX ids, or names if there is no id; users can choose one of them
 */
record Component(String name, String version, List<String> licences) {
  private static final String OURS = "io.quarterdeck";

  /** Returns the libraries in a CycloneDX bill of materials, without Quarterdeck's modules. */
  static List<Component> of(Map<?, ?> bill) {
    List<Component> components = new ArrayList<>();
    for (Object element : Json.list(bill, "components")) {
      Map<?, ?> component = (Map<?, ?>) element;
      String group = Json.text(component, "group");
      if (!group.equals(OURS)) {
        components.add(
            new Component(
                group + ":" + Json.text(component, "name"),
                Json.text(component, "version"),
                licences(component)));
      }
    }
    return components;
  }

  private static List<String> licences(Map<?, ?> component) {
    List<String> licences = new ArrayList<>();
    for (Object element : Json.list(component, "licenses")) {
      Map<?, ?> choice = element instanceof Map<?, ?> said ? said : Map.of();
      Map<?, ?> licence = Json.object(choice, "license");
      String id = Json.text(licence, "id");
      String expression = Json.text(choice, "expression").replaceAll("[()]", "");
      if (!expression.isEmpty()) {
        licences.addAll(Arrays.asList(expression.split(" OR ", -1)));
      } else {
        licences.add(id.isEmpty() ? Json.text(licence, "name") : id);
      }
    }
    return licences;
  }
}

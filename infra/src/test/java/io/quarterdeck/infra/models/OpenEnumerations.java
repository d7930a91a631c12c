package io.quarterdeck.infra.models;

import com.azure.core.util.ExpandableStringEnum;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds unknown enumeration values and unknown properties in models that accept any. Microsoft's
 * expandable enumerations accept any value, but define constants for the known ones. Some models of
 * Data Factory keep unknown properties in a map.
 */
final class OpenEnumerations {
  private final String json;
  private final List<String> findings;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private OpenEnumerations(String json, List<String> findings) {
    this.json = json;
    this.findings = findings;
  }

  static void unknownValues(Object model, String json, List<String> findings) {
    new OpenEnumerations(json, findings).visit(model);
  }

  private void visit(Object value) {
    if (value instanceof ExpandableStringEnum<?> open) {
      // Ignore discriminators, which base classes of models add to the request.
      boolean asked = json.contains('"' + open.toString() + '"');
      if (asked && !constants(open.getClass()).contains(open.toString())) {
        findings.add("unknown value of %s: %s".formatted(open.getClass().getSimpleName(), open));
      }
    } else if (value instanceof Collection<?> many) {
      many.forEach(this::visit);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::visit);
    } else if (value != null
        && !(value instanceof Enum<?>)
        && value.getClass().getName().startsWith("com.azure.resourcemanager")
        && seen.add(value)) {
      fields(value);
    }
  }

  private void fields(Object value) {
    for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals("additionalProperties")) {
          unknownProperties(read(field, value));
        } else if (!Modifier.isStatic(field.getModifiers())) {
          visit(read(field, value));
        }
      }
    }
  }

  private void unknownProperties(Object kept) {
    if (kept instanceof Map<?, ?> properties) {
      properties.keySet().forEach(name -> findings.add("unknown property or value: " + name));
    }
  }

  private static Set<String> constants(Class<?> type) {
    Set<String> names = new java.util.HashSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
        names.add(String.valueOf(read(field, null)));
      }
    }
    return names;
  }

  private static Object read(Field field, Object target) {
    try {
      field.setAccessible(true);
      return field.get(target);
    } catch (IllegalAccessException failure) {
      throw new LinkageError(failure.getMessage(), failure);
    }
  }
}

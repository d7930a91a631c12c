package io.quarterdeck.local.arm.types;

import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.local.arm.types.ShapeFields.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Validates the inputs of a resource against the schema and returns what Azure would refuse. */
public final class InputValidation {
  private final List<InputFinding> findings = new ArrayList<>();

  private final ArmType type;

  private InputValidation(ArmType type) {
    this.type = type;
  }

  /** Returns the findings. Unknown values are accepted. */
  public static List<InputFinding> of(ResourceShape resource, Map<String, Object> inputs) {
    InputValidation inspection = new InputValidation(resource.type());
    inspection.object("", resource.inputs(), inputs);
    NameRules.findings(resource.type(), inputs, inspection.findings);
    return List.copyOf(inspection.findings);
  }

  private void object(String at, ShapeFields fields, Map<?, ?> value) {
    value.forEach(
        (key, entry) -> {
          String path = at.isEmpty() ? key.toString() : at + "." + key;
          fields
              .find(key.toString())
              .ifPresentOrElse(
                  field -> value(path, field.shape(), entry),
                  () -> unknownMember(path, key.toString(), fields));
        });
    fields.all().forEach((name, field) -> required(at, name, field, value));
  }

  private void required(String at, String name, Field field, Map<?, ?> value) {
    if (field.required() && value.get(name) == null) {
      String path = at.isEmpty() ? name : at + "." + name;
      refuse(
          path,
          "InvalidRequestContent",
          "The request content was invalid and could not be deserialized: 'Required property '"
              + name
              + "' not found in JSON. Path '"
              + at
              + "'.'.");
    }
  }

  private void unknownMember(String path, String name, ShapeFields fields) {
    refuse(
        path,
        "InvalidRequestContent",
        "The request content was invalid and could not be deserialized: 'Could not find member '"
            + name
            + "' on object of type '"
            + fields.name().replaceAll("(Args|Response)$", "")
            + "'. Path '"
            + path
            + "'.'.");
  }

  private void value(String path, Shape shape, Object value) {
    if (value == null || value == Unknown.UNKNOWN || shape instanceof Shape.Anything) {
      return;
    }
    if (shape instanceof Shape.Nested nested && value instanceof Map<?, ?> map) {
      object(path, nested.fields(), map);
    } else if (shape instanceof Shape.Dictionary free && value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> value(path + "." + key, free.value(), entry));
    } else if (shape instanceof Shape.Many many && value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        value(path + "[" + i + "]", many.item(), list.get(i));
      }
    } else if (shape instanceof Shape.Choice choice && value instanceof String text) {
      choice(path, choice, text);
    } else if (!fits(shape, value)) {
      refuse(
          path,
          "InvalidRequestContent",
          "The request content was invalid and could not be deserialized: 'Error converting value "
              + value
              + " to type '"
              + typeName(shape)
              + "'. Path '"
              + path
              + "'.'.");
    }
  }

  /** Azure compares the values of enumerations case-insensitively. */
  private void choice(String path, Shape.Choice choice, String text) {
    if (choice.values().stream().noneMatch(text::equalsIgnoreCase)
        && !AdditionalValues.have(type, path, text)) {
      refuse(
          path,
          "InvalidRequestPropertyValue",
          "The value '"
              + text
              + "' is not valid for the property '"
              + path
              + "'. The allowed values are: "
              + String.join(", ", choice.values())
              + ".");
    }
  }

  private static boolean fits(Shape shape, Object value) {
    if (shape instanceof Shape.Figure figure) {
      return value instanceof Double number && (!figure.whole() || number == Math.rint(number));
    }
    return (shape instanceof Shape.Text && value instanceof String)
        || (shape instanceof Shape.Flag && value instanceof Boolean);
  }

  private static String typeName(Shape shape) {
    if (shape instanceof Shape.Figure figure) {
      return figure.whole() ? "System.Int32" : "System.Double";
    }
    if (shape instanceof Shape.Flag) {
      return "System.Boolean";
    }
    if (shape instanceof Shape.Many) {
      return "System.Collections.Generic.List";
    }
    return shape instanceof Shape.Nested nested ? nested.fields().name() : "System.String";
  }

  private void refuse(String property, String code, String message) {
    findings.add(new InputFinding(property, code, message));
  }
}

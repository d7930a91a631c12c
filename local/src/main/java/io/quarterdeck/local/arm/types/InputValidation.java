package io.quarterdeck.local.arm.types;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeErrors;
import io.quarterdeck.local.http.schema.ShapeFields;
import io.quarterdeck.local.http.schema.ShapeValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Validates the inputs of a resource, or the body of a request, against the schema, and returns
 * what Azure would refuse.
 */
public final class InputValidation implements ShapeErrors {
  private static final String INVALID = "InvalidRequestContent";
  private static final String PROPERTIES = "properties";

  private final List<InputFinding> findings = new ArrayList<>();

  private final ArmType type;

  private InputValidation(ArmType type) {
    this.type = type;
  }

  /** Returns the findings. Unknown values are accepted. */
  public static List<InputFinding> of(ResourceShape resource, Map<String, Object> inputs) {
    InputValidation inspection = new InputValidation(resource.type());
    new ShapeValidator(new PlainValues(), inspection).check(resource.inputs(), inputs);
    AdditionalValues.required(resource.type()).stream()
        .filter(name -> !inputs.containsKey(name))
        .forEach(inspection::missing);
    NameRules.findings(resource.type(), inputs, inspection.findings);
    return List.copyOf(inspection.findings);
  }

  /** Returns the findings in the body of a request. */
  public static List<InputFinding> of(ResourceShape resource, BodyShape shape, ArmRequest request) {
    InputValidation inspection = new InputValidation(resource.type());
    new ShapeValidator(new PlainValues(), inspection).check(shape.writable(), request.body());
    Map<?, ?> properties =
        request.body().get(PROPERTIES) instanceof Map<?, ?> given ? given : Map.of();
    AdditionalValues.required(resource.type()).stream()
        .filter(name -> !properties.containsKey(name))
        .forEach(inspection::missing);
    NameRules.findings(
        resource.type(), ResponseReader.names(resource.type(), request.id()), inspection.findings);
    return List.copyOf(inspection.findings);
  }

  private void missing(String name) {
    findings.add(
        new InputFinding(
            name,
            INVALID,
            "The request content was invalid and could not be deserialized: 'Required property '"
                + name
                + "' not found in JSON. Path ''.'."));
  }

  @Override
  public void absent(Place at, Place parent) {
    refuse(
        at,
        INVALID,
        "The request content was invalid and could not be deserialized: 'Required property '"
            + at.name()
            + "' not found in JSON. Path '"
            + parent.path()
            + "'.'.");
  }

  @Override
  public void unknown(Place at, ShapeFields object) {
    refuse(
        at,
        INVALID,
        "The request content was invalid and could not be deserialized: 'Could not find member '"
            + at.name()
            + "' on object of type '"
            + object.name().replaceAll("(Args|Response)$", "")
            + "'. Path '"
            + at.path()
            + "'.'.");
  }

  @Override
  public void wrong(Place at, Shape shape, Object value) {
    if (shape instanceof Shape.Choice choice && value instanceof String text) {
      notAllowed(at, choice, text);
    } else {
      refuse(
          at,
          INVALID,
          "The request content was invalid and could not be deserialized: 'Error converting value "
              + value
              + " to type '"
              + typeName(shape)
              + "'. Path '"
              + at.path()
              + "'.'.");
    }
  }

  private void notAllowed(Place at, Shape.Choice choice, String text) {
    if (!AdditionalValues.have(type, at.path().replaceFirst("^properties\\.", ""), text)) {
      refuse(
          at,
          "InvalidRequestPropertyValue",
          "The value '"
              + text
              + "' is not valid for the property '"
              + at.path()
              + "'. The allowed values are: "
              + String.join(", ", choice.values())
              + ".");
    }
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

  private void refuse(Place at, String code, String message) {
    findings.add(new InputFinding(at.path(), code, message));
  }
}

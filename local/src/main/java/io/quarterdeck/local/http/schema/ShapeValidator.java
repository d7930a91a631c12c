package io.quarterdeck.local.http.schema;

import io.quarterdeck.local.http.schema.ShapeErrors.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Validates values against their shapes.
 *
 * @param values reads the values
 * @param errors receives the errors
 */
public record ShapeValidator(ValueReader values, ShapeErrors errors) {
  /** Validates a whole request. */
  public void check(ShapeFields fields, Object request) {
    value(Place.REQUEST, new Shape.Nested(fields), request);
  }

  private void value(Place at, Shape shape, Object value) {
    if (values.isAbsent(value) || values.isUnknown(value)) {
      return;
    }
    if (shape instanceof Shape.Nested nested) {
      values
          .object(value)
          .ifPresentOrElse(
              object -> object(at, nested.fields(), object), () -> errors.wrong(at, shape, value));
    } else if (shape instanceof Shape.Dictionary free) {
      values
          .object(value)
          .ifPresentOrElse(
              map -> map.forEach((key, entry) -> value(at.field(key), free.value(), entry)),
              () -> errors.wrong(at, shape, value));
    } else if (shape instanceof Shape.Many many) {
      list(at, many, value);
    } else if (!fits(shape, value)) {
      errors.wrong(at, shape, value);
    }
  }

  private void object(Place at, ShapeFields fields, Map<String, ?> object) {
    object.forEach(
        (name, entry) ->
            fields
                .find(name)
                .ifPresentOrElse(
                    field -> value(at.field(name), field.shape(), entry),
                    () -> errors.unknown(at.field(name), fields)));
    for (String name : fields.required()) {
      if (values.isAbsent(object.get(name))) {
        errors.absent(at.field(name), at);
      }
    }
  }

  private void list(Place at, Shape.Many many, Object value) {
    Optional<List<?>> list = values.list(value).filter(items -> items.size() <= many.most());
    if (list.isEmpty()) {
      errors.wrong(at, many, value);
      return;
    }
    for (int i = 0; i < list.get().size(); i++) {
      value(at.item(i), many.item(), list.get().get(i));
    }
  }

  private boolean fits(Shape shape, Object value) {
    if (shape instanceof Shape.Text text) {
      return values.text(value).filter(text.fits()).isPresent();
    }
    if (shape instanceof Shape.Choice choice) {
      return values
          .text(value)
          .filter(text -> choice.values().stream().anyMatch(text::equalsIgnoreCase))
          .isPresent();
    }
    if (shape instanceof Shape.Figure figure) {
      return values.number(value).filter(figure.fits()).isPresent();
    }
    return shape instanceof Shape.Anything || values.isFlag(value);
  }
}

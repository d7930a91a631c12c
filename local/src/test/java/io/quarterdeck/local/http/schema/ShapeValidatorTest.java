package io.quarterdeck.local.http.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapeValidatorTest {
  private static final ShapeFields REQUEST =
      ShapeFields.object()
          .needs("name", Shapes.text("[a-z]+", "small letters"))
          .may("count", Shapes.number(1, 3))
          .may("size", new Shape.Choice(Set.of("Small")))
          .may("items", Shapes.list(ShapeFields.object().needs("key", Shapes.text()), 2))
          .may("tags", Shapes.map(Shapes.flag()));

  @Test
  void valuesOfTheirShapesAreAccepted() {
    assertThat(
            errors(
                REQUEST,
                "{'name': 'a', 'count': 3.0, 'size': 'SMALL', 'items': [{'key': ''}], 'tags':"
                    + " {'x': true}}"))
        .isEmpty();
  }

  @Test
  void everyValueOfAnotherShapeIsReportedWithItsPath() {
    assertThat(
            errors(
                REQUEST,
                "{'name': 'A', 'count': 1.5, 'size': 'Large', 'items': [{'key': 1}, {}], 'tags':"
                    + " {'x': 'true'}, 'more': 1}"))
        .containsExactly(
            "name: small letters",
            "count: a whole number from 1 to 3",
            "size: one of Small",
            "items[0].key: text",
            "items[1].key is missing in items[1]",
            "tags.x: true or false",
            "more is unknown");
    assertThat(errors(REQUEST, "{'name': 'a', 'items': [1, 2, 3]}"))
        .containsExactly("items: a list of at most 2");
  }

  @Test
  void nullIsAWrongValueOrAbsentDependingOnTheApi() {
    String request = "{'name': null, 'count': null}";
    assertThat(errors(REQUEST, request))
        .containsExactly("name: small letters", "count: a whole number from 1 to 3");
    assertThat(errors(JsonValues.NULL_IS_ABSENT, REQUEST, request))
        .containsExactly("name is missing in ");
  }

  @Test
  void partialObjectNeedsNoField() {
    assertThat(errors(REQUEST.partial(), "{}")).isEmpty();
    assertThat(errors(REQUEST.partial(), "{'more': 1}")).containsExactly("more is unknown");
  }

  private static List<String> errors(ShapeFields fields, String request) {
    return errors(JsonValues.NULL_IS_A_VALUE, fields, request);
  }

  private static List<String> errors(JsonValues values, ShapeFields fields, String request) {
    List<String> errors = new ArrayList<>();
    ShapeErrors collected =
        new ShapeErrors() {
          @Override
          public void wrong(Place at, Shape shape, Object value) {
            errors.add(at.path() + ": " + shape.expected());
          }

          @Override
          public void unknown(Place at, ShapeFields object) {
            errors.add(at.path() + " is unknown");
          }

          @Override
          public void absent(Place at, Place parent) {
            errors.add(at.path() + " is missing in " + parent.path());
          }
        };
    new ShapeValidator(values, collected).check(fields, JsonParser.parseString(request));
    return errors;
  }
}

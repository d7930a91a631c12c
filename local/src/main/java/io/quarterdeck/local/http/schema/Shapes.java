package io.quarterdeck.local.http.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/** The shapes of values other than objects. */
public final class Shapes {
  private Shapes() {}

  /** Any string. */
  public static Shape text() {
    return text(text -> true, "text");
  }

  /** A string that fully matches the regular expression. */
  public static Shape text(String expression, String expected) {
    return text(text -> text.matches(expression), expected);
  }

  /** A string that satisfies the predicate. */
  public static Shape text(Predicate<String> fits, String expected) {
    return new Shape.Text(fits, expected);
  }

  /** One of these strings. */
  public static Shape word(String... words) {
    return text(List.of(words)::contains, "one of " + String.join(", ", words));
  }

  /** An integer in this range, inclusive. */
  public static Shape number(long least, long most) {
    return new Shape.Figure(
        true, number -> whole(number, least, most), "a whole number from " + least + " to " + most);
  }

  /** Any number. */
  public static Shape decimal() {
    return new Shape.Figure(false, number -> true, "a number");
  }

  /** Any integer. */
  public static Shape integer() {
    return new Shape.Figure(true, Shapes::whole, "a whole number");
  }

  /** A boolean. */
  public static Shape flag() {
    return new Shape.Flag();
  }

  /** A list with a maximum length. */
  public static Shape list(Shape of, int most) {
    return new Shape.Many(of, most);
  }

  /** A list of objects with a maximum length. */
  public static Shape list(ShapeFields of, int most) {
    return list(new Shape.Nested(of), most);
  }

  /** An object with any names and values of one shape. */
  public static Shape map(Shape of) {
    return new Shape.Dictionary(of);
  }

  private static boolean whole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  private static boolean whole(BigDecimal number, long least, long most) {
    return whole(number)
        && number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
  }
}

package io.quarterdeck.local.datafactory.expression;

import com.google.gson.JsonElement;
import java.util.List;

/** A parsed expression. Immutable. */
public sealed interface Term {
  /** A literal text, number, boolean or null. */
  record Literal(JsonElement value) implements Term {}

  /** A call of a function, for example {@code concat('a', 'b')} or {@code pipeline()}. */
  record Apply(String function, List<Term> arguments) implements Term {}

  /** A property of an object. */
  record Member(Term target, String name) implements Term {}
}

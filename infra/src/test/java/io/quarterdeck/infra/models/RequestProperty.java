package io.quarterdeck.infra.models;

import com.google.gson.annotations.SerializedName;
import java.util.Objects;
import java.util.Set;

/**
 * The definition of a property of a request.
 *
 * @param required whether each object of the property's parent must contain it
 * @param values the known values of a string; empty if there is no enumeration
 */
record RequestProperty(Kind type, boolean required, Set<String> values) {
  /** The JSON type of a property. A map has arbitrary keys. An object has defined keys. */
  enum Kind {
    @SerializedName("object")
    OBJECT,
    @SerializedName("map")
    MAP,
    @SerializedName("list")
    LIST,
    @SerializedName("string")
    STRING,
    @SerializedName("integer")
    INTEGER,
    @SerializedName("number")
    NUMBER,
    @SerializedName("boolean")
    BOOLEAN,
    /** The specification does not restrict the value or its structure. */
    @SerializedName("any")
    ANY
  }

  RequestProperty {
    Objects.requireNonNull(type, "type");
    values = values == null ? Set.of() : Set.copyOf(values);
  }
}

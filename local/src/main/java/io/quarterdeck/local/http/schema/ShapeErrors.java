package io.quarterdeck.local.http.schema;

/**
 * Reports the errors in a request, with the messages of the API. An implementation may throw an
 * exception.
 */
public interface ShapeErrors {
  /**
   * The location of a value.
   *
   * @param path the path within the request; empty for the whole request
   * @param name the name of the field; empty for the whole request
   */
  record Place(String path, String name) {
    static final Place REQUEST = new Place("", "");

    Place field(String field) {
      return new Place(path.isEmpty() ? field : path + "." + field, field);
    }

    Place item(int index) {
      return new Place(path + "[" + index + "]", name);
    }
  }

  /** Reports a value that does not have the shape. */
  void wrong(Place at, Shape shape, Object value);

  /** Reports a field that the object does not have. */
  void unknown(Place at, ShapeFields object);

  /**
   * Reports that a required field is missing.
   *
   * @param parent the object
   */
  void absent(Place at, Place parent);
}

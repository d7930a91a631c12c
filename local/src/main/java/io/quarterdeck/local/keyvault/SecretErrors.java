package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeErrors;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.util.ArrayList;
import java.util.List;

/** Collects the errors in a request. Unknown properties are reported first, then missing ones. */
final class SecretErrors implements ShapeErrors {
  private final List<ApiError> unknown = new ArrayList<>();
  private final List<ApiError> invalid = new ArrayList<>();

  /** Throws the first error, if there is one. */
  void check() {
    unknown.addAll(invalid);
    if (!unknown.isEmpty()) {
      throw unknown.get(0);
    }
  }

  @Override
  public void wrong(Place at, Shape shape, Object value) {
    invalid.add(
        KeyVaultErrors.bad(
            "The property '" + at.name() + "' is invalid; expected " + shape.expected() + "."));
  }

  @Override
  public void unknown(Place at, ShapeFields object) {
    unknown.add(KeyVaultErrors.bad("The property '" + at.name() + "' is not known."));
  }

  @Override
  public void absent(Place at, Place parent) {
    invalid.add(0, KeyVaultErrors.bad("Required parameter '" + at.name() + "' is missing."));
  }
}

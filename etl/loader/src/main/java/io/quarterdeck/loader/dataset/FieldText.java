package io.quarterdeck.loader.dataset;

import java.util.List;

/**
 * How the text of a column's fields is converted before it is validated.
 *
 * @param transforms the changes, in this order
 * @param numbers how numbers are written, after these changes
 */
public record FieldText(List<Transform> transforms, NumberStyle numbers) {
  /** Fields that are read as they are. */
  public static final FieldText AS_IS = new FieldText(List.of(), NumberStyle.PLAIN);

  public FieldText {
    transforms = List.copyOf(transforms);
  }
}

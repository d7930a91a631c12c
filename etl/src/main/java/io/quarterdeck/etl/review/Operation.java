package io.quarterdeck.etl.review;

import io.quarterdeck.etl.Failure;
import java.util.Arrays;
import java.util.Locale;

/**
 * What Pulumi means to do with a resource. The names are those of Pulumi's own {@code
 * display.StepOp}, with a hyphen.
 */
enum Operation {
  SAME("unchanged"),
  READ("read"),
  READ_REPLACEMENT("read"),
  REFRESH("unchanged"),
  IMPORT("import"),
  IMPORT_REPLACEMENT("import"),
  CREATE("create"),
  UPDATE("update"),
  REPLACE("replace"),
  CREATE_REPLACEMENT("replace"),
  DELETE_REPLACED("replace"),
  DISCARD_REPLACED("replace"),
  DISCARD("unchanged"),
  REMOVE_PENDING_REPLACE("unchanged"),
  DELETE("delete");

  private final String verb;

  Operation(String verb) {
    this.verb = verb;
  }

  /** What a reader calls it. */
  String verb() {
    return verb;
  }

  boolean changes() {
    return !verb.equals("unchanged") && !verb.equals("read");
  }

  /** Whether the resource that is there now will not be there any more. */
  boolean destroys() {
    return verb.equals("replace") || verb.equals("delete");
  }

  static Operation of(String name) {
    return Arrays.stream(values())
        .filter(operation -> operation.pulumiName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "Cannot read the preview: found the operation "
                        + name
                        + "; expected one that Pulumi 3.250 knows. Update"
                        + " io.quarterdeck.etl.review.Operation."));
  }

  private String pulumiName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

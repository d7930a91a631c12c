package io.quarterdeck.cli.ci;

import io.quarterdeck.loader.failure.Failure;
import java.util.Arrays;
import java.util.Locale;

/**
 * Pulumi's planned operation on a resource. The names are those of Pulumi's {@code display.StepOp},
 * with underscores instead of hyphens.
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

  /** Returns the verb for reports. */
  String verb() {
    return verb;
  }

  boolean changes() {
    return !verb.equals("unchanged") && !verb.equals("read");
  }

  /** Returns whether the existing resource is deleted. */
  boolean destroys() {
    return verb.equals("replace") || verb.equals("delete");
  }

  static Operation of(String name) {
    return Arrays.stream(values())
        .filter(operation -> operation.pulumiName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot read the preview: found the operation %s; expected one that Pulumi "
                        + "3.250 knows. Update io.quarterdeck.cli.ci.Operation.",
                    name));
  }

  private String pulumiName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

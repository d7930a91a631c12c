package io.quarterdeck.cli.ci;

import io.quarterdeck.cli.ci.DatasetContract.Promise;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The changes of a dataset. A change is breaking if programs of the earlier version cannot read the
 * new data, or programs of the new version cannot read the earlier data, which bronze keeps. This
 * is the compatibility FULL of Confluent's Schema Registry ("Schema Evolution and Compatibility").
 *
 * @param breaking the breaking changes, each as a phrase
 * @param compatible the other changes, each as a phrase
 */
record ContractChanges(List<String> breaking, List<String> compatible) {
  /** Compares two versions of a dataset. */
  static ContractChanges between(DatasetContract before, DatasetContract after) {
    ContractChanges changes = new ContractChanges(new ArrayList<>(), new ArrayList<>());
    before.keys().keySet().stream()
        .filter(key -> !before.keys().get(key).equals(after.keys().get(key)))
        .forEach(
            key ->
                changes.breaking.add(
                    "%s: %s → %s"
                        .formatted(
                            key,
                            before.keys().get(key),
                            after.keys().getOrDefault(key, "nothing"))));
    before.fields().forEach((path, promise) -> changes.compare(path, promise, after));
    after.fields().forEach((path, promise) -> changes.added(path, promise, before));
    return changes;
  }

  private void added(String path, Promise promise, DatasetContract before) {
    if (before.fields().containsKey(path)) {
      return;
    }
    // A required field of a new object is missing only if the object is missing too.
    boolean inNewObject =
        parent(path).filter(each -> !before.fields().containsKey(each)).isPresent();
    if (promise.nullable() || inNewObject) {
      compatible.add("added the optional field " + path);
    } else {
      breaking.add("added the required field " + path);
    }
  }

  private static Optional<String> parent(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.of(path.substring(0, path.startsWith("[].", dot - 2) ? dot - 2 : dot));
  }

  private void compare(String path, Promise before, DatasetContract contract) {
    Promise after = contract.fields().get(path);
    if (after == null) {
      breaking.add("removed the field " + path);
      return;
    }
    if (!before.type().equals(after.type())) {
      breaking.add("%s: %s → %s".formatted(path, before.type(), after.type()));
      return;
    }
    if (before.nullable() != after.nullable()) {
      breaking.add(path + (after.nullable() ? ": required → optional" : ": optional → required"));
    }
    bound(path + ".min", before.min(), after.min(), Bound.LOWER);
    bound(path + ".max", before.max(), after.max(), Bound.UPPER);
  }

  /** A narrower range refuses values that were valid; a wider one accepts all of them. */
  private void bound(
      String name, Optional<BigDecimal> before, Optional<BigDecimal> after, Bound bound) {
    if (before.equals(after)) {
      return;
    }
    String change = "%s: %s → %s".formatted(name, text(before), text(after));
    boolean wider =
        after.isEmpty() || (before.isPresent() && bound.accepts(after.get(), before.get()));
    (wider ? compatible : breaking).add(change);
  }

  private static String text(Optional<BigDecimal> bound) {
    return bound.map(BigDecimal::toPlainString).orElse("none");
  }

  private enum Bound {
    LOWER,
    UPPER;

    /** Returns whether the limit accepts the value. */
    boolean accepts(BigDecimal limit, BigDecimal value) {
      return switch (this) {
        case LOWER -> limit.compareTo(value) <= 0;
        case UPPER -> limit.compareTo(value) >= 0;
      };
    }
  }
}

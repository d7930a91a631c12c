package io.quarterdeck.azure.databricks.setup;

import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.job.VaultScope;
import io.quarterdeck.azure.databricks.storage.ArtifactVolume;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a workspace is set up for the jobs of a stack. Contains what a principal that registers
 * jobs can see.
 *
 * @param stack the name of the stack
 * @param missing the missing objects
 */
public record SetupState(String stack, List<String> missing) {
  /**
   * Looks for the objects.
   *
   * @throws Failure if an object exists for another stack, or the workspace refuses a call
   */
  public static SetupState of(String stack, ArtifactVolume volume, VaultScope scope) {
    List<String> missing = new ArrayList<>();
    volume.missing().forEach(change -> missing.add(change.what()));
    scope.missing().forEach(change -> missing.add(change.what()));
    return new SetupState(stack, List.copyOf(missing));
  }

  /** Returns what is missing, and the command that creates it; empty if nothing is missing. */
  public Optional<String> problem() {
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "found no %s; expected a workspace that is set up. A person with the rights in"
                    .formatted(String.join(", and no ", missing))
                + " docs/databricks.md runs this once: ./quarterdeck setup-workspace --stack "
                + stack
                + ".");
  }

  /**
   * Checks that nothing is missing.
   *
   * @param what what needs the objects, continuing "Cannot"
   * @throws Failure if something is missing
   */
  public void require(String what) {
    problem()
        .ifPresent(
            problem -> {
              throw Failure.of("Cannot %s: %s", what, problem);
            });
  }

  /**
   * Checks that nothing is missing. A dry run adds what is missing to its lines, and continues.
   *
   * @param what what needs the objects, continuing "Cannot"
   * @throws Failure if something is missing, and the mode changes the workspace
   */
  public void requireOrTell(String what, Registration.Mode mode, List<String> lines) {
    switch (mode) {
      case APPLY -> require(what);
      case DRY_RUN -> problem().ifPresent(problem -> lines.add("! " + problem));
    }
  }
}

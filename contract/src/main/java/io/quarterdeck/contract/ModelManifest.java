package io.quarterdeck.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code model/manifest.json} of the lakehouse: which models were published. Its fields
 * are the components of this record.
 *
 * @param current the version of the current model
 * @param earlier the versions that were current before, the newest first; a rollback makes the
 *     first of them current
 * @param rolledBack the versions that a rollback replaced, the newest first; the files of earlier
 *     releases do not have this field
 */
public record ModelManifest(String current, List<String> earlier, List<String> rolledBack) {
  /** How a stored model is used. */
  public enum State {
    CURRENT("current"),
    EARLIER("earlier"),
    ROLLED_BACK("rolled back"),
    NOT_PUBLISHED("not published");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** Returns the state in lists and in MLflow. */
    public String words() {
      return words;
    }
  }

  public ModelManifest {
    earlier = earlier == null ? List.of() : List.copyOf(earlier);
    rolledBack = rolledBack == null ? List.of() : List.copyOf(rolledBack);
  }

  /** Returns the manifest of the first published model. */
  public static ModelManifest first(String version) {
    return new ModelManifest(version, List.of(), List.of());
  }

  /** Returns the manifest after a model became the current one. */
  public ModelManifest promoted(String version) {
    if (version.equals(current)) {
      return this;
    }
    List<String> before = new ArrayList<>(List.of(current));
    before.addAll(earlier);
    before.removeIf(version::equals);
    return new ModelManifest(version, before, without(version));
  }

  /** Returns the manifest after the previous model became the current one, if there is one. */
  public Optional<ModelManifest> previous() {
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    List<String> replaced = new ArrayList<>(List.of(current));
    replaced.addAll(without(current));
    return Optional.of(
        new ModelManifest(earlier.get(0), earlier.subList(1, earlier.size()), replaced));
  }

  /** Returns how a version is used. */
  public State state(String version) {
    if (version.equals(current)) {
      return State.CURRENT;
    }
    if (earlier.contains(version)) {
      return State.EARLIER;
    }
    return rolledBack.contains(version) ? State.ROLLED_BACK : State.NOT_PUBLISHED;
  }

  private List<String> without(String version) {
    return rolledBack.stream().filter(each -> !each.equals(version)).toList();
  }
}

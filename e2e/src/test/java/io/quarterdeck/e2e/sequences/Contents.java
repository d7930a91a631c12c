package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Content.Kind;
import io.quarterdeck.e2e.sequences.Content.Packing;
import java.util.ArrayList;
import java.util.List;

/**
 * The contents to which the actions of a sequence refer by number.
 *
 * @param all the contents, in order
 */
record Contents(List<Content> all) {
  private static final List<Kind> KINDS =
      List.of(
          Kind.GOOD,
          Kind.GOOD,
          Kind.GOOD,
          Kind.GOOD,
          Kind.REJECTS,
          Kind.REJECTS,
          Kind.WRONG_HEADER,
          Kind.EMPTY);

  static final int COUNT = KINDS.size();

  /**
   * Fewer names than contents, so that a file can have the name of another one with other content.
   */
  private static final int NAMES = 3;

  static Contents of(long seed) {
    List<Content> all = new ArrayList<>();
    for (int index = 0; index < COUNT; index++) {
      all.add(Content.of(seed, index, KINDS.get(index)));
    }
    return new Contents(List.copyOf(all));
  }

  static boolean hasRejects(int index) {
    return KINDS.get(index) == Kind.REJECTS;
  }

  Content get(int index) {
    return all.get(index);
  }

  /** Returns the name of a file. */
  static String fileName(int index, Packing packing) {
    return "f" + index % NAMES + ".csv" + packing.ending();
  }
}

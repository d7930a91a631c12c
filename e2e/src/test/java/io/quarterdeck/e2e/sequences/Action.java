package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Content.Packing;
import io.quarterdeck.e2e.sequences.Definition.Mode;
import java.util.Optional;

/**
 * One step of a sequence. An action names contents by their numbers and nothing that depends on the
 * steps before it, so that a sequence stays a sequence when steps are left out.
 */
sealed interface Action {
  /** What the summary counts it as. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /** {@code load FILE}. */
  record Load(
      int content, Packing packing, Repeat repeat, Optional<Mode> mode, Rejects rejects, Lock lock)
      implements Action {
    String fileName() {
      return Contents.fileName(content, packing);
    }
  }

  /** Whether {@code --force} is given. */
  enum Repeat {
    REFUSE,
    FORCE
  }

  /** Whether {@code --max-rejects} allows any number. */
  enum Rejects {
    NONE,
    ALLOWED
  }

  /** Whether {@code --wait} is given. */
  enum Lock {
    REFUSE,
    WAIT
  }

  /** A load that is ended when it has printed so many lines, and so much time has passed. */
  record BrokenLoad(Load load, Signal signal, int lines, int milliseconds) implements Action {
    @Override
    public String kind() {
      return signal == Signal.KILL ? "kill" : "interrupt";
    }
  }

  /** How a command is ended. */
  enum Signal {
    /** SIGTERM, which takes the way of Ctrl-C in the JVM. */
    TERM,
    KILL
  }

  /** A file is uploaded to {@code landing/DATASET/}. */
  record Upload(int content, Packing packing) implements Action {}

  /** The job runs; it is registered first where its columns are not the dataset's. */
  record Run() implements Action {}

  /** {@code register}, then {@code export}. */
  record Export() implements Action {}

  /** {@code register}, then {@code backfill} of one quarter. */
  record Backfill() implements Action {}

  /** {@code register}. */
  record Register() implements Action {}

  /** {@code rollback}. */
  record Rollback() implements Action {}

  /** {@code load --from-rejects} for the newest load of the content that left lines out. */
  record Repair(int content, Lines lines, Repaired repaired, Present present, Rejects rejects)
      implements Action {}

  /** Which of the rejected lines are in the file of repaired ones. */
  enum Lines {
    ALL,
    FIRST
  }

  /** How they are repaired. */
  enum Repaired {
    FIRST_VALUES,
    OTHER_VALUES,
    /** The first line that was not added yet does not fit still. */
    ONE_WRONG
  }

  /** Whether {@code --replace} is given. */
  enum Present {
    KEEP,
    REPLACE
  }

  /** The dataset file names the other table. */
  record MoveTable() implements Action {}

  /** The dataset file has the other mode. */
  record ChangeMode() implements Action {}

  /** A nullable column comes or goes, in the dataset file and in the tables. */
  record ChangeColumns() implements Action {}

  /** {@code local stop}, and a command that starts the stack again. */
  record Stop() implements Action {}

  /** {@code load} of another dataset whose file names the table of this one, if it has rows. */
  record LoadOfOtherDataset(int content) implements Action {}

  /** Two loads at once. */
  record TwoLoads(Load first, Load second) implements Action {}

  /** A load while the job runs. */
  record LoadDuringRun(Load load) implements Action {}
}

package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Content.Packing;
import io.quarterdeck.e2e.sequences.DatasetDefinition.Mode;
import java.util.Optional;

/**
 * One step of a sequence. An action refers to contents by number and does not depend on previous
 * steps, so that a sequence stays valid when steps are removed.
 */
sealed interface Action {
  /** Returns the kind under which the summary counts the action. */
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

  /** Whether {@code --max-rejects} permits any number. */
  enum Rejects {
    NONE,
    ALLOWED
  }

  /** Whether {@code --wait} is given. */
  enum Lock {
    REFUSE,
    WAIT
  }

  /**
   * A load that is ended after it has printed a number of lines and after a number of milliseconds.
   */
  record BrokenLoad(Load load, Signal signal, int lines, int milliseconds) implements Action {
    @Override
    public String kind() {
      return signal == Signal.KILL ? "kill" : "interrupt";
    }
  }

  /** The signal that ends a command. */
  enum Signal {
    /** SIGTERM, which has the same effect in the JVM as Ctrl-C. */
    TERM,
    KILL
  }

  /** Uploads a file to {@code landing/DATASET/}. */
  record Upload(int content, Packing packing) implements Action {}

  /** Runs the job. It is registered first if its columns differ from those of the dataset. */
  record Run() implements Action {}

  /** {@code register}, then {@code export}. */
  record Export() implements Action {}

  /** {@code register}, then {@code backfill} of one quarter. */
  record Backfill() implements Action {}

  /** {@code register}. */
  record Register() implements Action {}

  /** {@code rollback}. */
  record Rollback() implements Action {}

  /** Runs {@code load-rejects} for the newest load of the content that has rejects. */
  record Repair(int content, Lines lines, Repaired repaired, Present present, Rejects rejects)
      implements Action {}

  /** Which of the rejected lines the file of fixed lines contains. */
  enum Lines {
    ALL,
    FIRST
  }

  /** How the lines are fixed. */
  enum Repaired {
    FIRST_VALUES,
    OTHER_VALUES,
    /** The first line that was not yet added is still invalid. */
    ONE_WRONG
  }

  /** Whether {@code --replace} is given. */
  enum Present {
    KEEP,
    REPLACE
  }

  /** Changes the table in the dataset file to the other table. */
  record MoveTable() implements Action {}

  /** Changes the mode in the dataset file to the other mode. */
  record ChangeMode() implements Action {}

  /** Adds or drops a nullable column, in the dataset file and in the tables. */
  record ChangeColumns() implements Action {}

  /** Runs {@code local stop}, and a command that starts the stack again. */
  record Stop() implements Action {}

  /**
   * Runs {@code load} of another dataset whose file names the table of this one, if the table has
   * rows.
   */
  record LoadOfOtherDataset(int content) implements Action {}

  /** Two concurrent loads. */
  record TwoLoads(Load first, Load second) implements Action {}

  /** A load while the job runs. */
  record LoadDuringRun(Load load) implements Action {}
}

package io.quarterdeck.etl.doctor;

/** What somebody wants to do with a stack. */
public enum Purpose {
  /** Bring files into it: the rights on its data. */
  LOAD,
  /** Run {@code pulumi up} as well: the rights to make and change resources. */
  DEPLOY
}

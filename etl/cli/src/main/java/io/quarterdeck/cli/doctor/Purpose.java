package io.quarterdeck.cli.doctor;

/** The purpose for which the doctor checks permissions. */
public enum Purpose {
  /** Load files: the stack exists, and this machine can use its data. */
  LOAD,
  /**
   * Run {@code pulumi up}: Azure offers what the settings select, and the signed-in account can
   * create it. The stack need not exist.
   */
  DEPLOY
}

package io.quarterdeck.cli.doctor;

/** The purpose for which the doctor checks permissions. */
public enum Purpose {
  /** Load files, which needs permissions on the stack's data. */
  LOAD,
  /** Also run {@code pulumi up}, which needs permissions to create and change resources. */
  DEPLOY
}

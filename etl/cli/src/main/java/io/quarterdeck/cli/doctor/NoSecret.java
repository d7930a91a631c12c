package io.quarterdeck.cli.doctor;

/** Replaces {@link SecretCheck} if commands sign in with Entra ID. */
record NoSecret() implements Check {
  @Override
  public String name() {
    return SecretCheck.NAME;
  }

  @Override
  public Finding look() {
    return Finding.skipped("commands sign in with tokens, not with a password");
  }
}

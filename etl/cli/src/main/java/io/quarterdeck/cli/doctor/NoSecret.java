package io.quarterdeck.cli.doctor;

/** Replaces {@link SecretCheck} if roles sign in with Entra ID. */
record NoSecret() implements Check {
  @Override
  public String name() {
    return SecretCheck.NAME;
  }

  @Override
  public Finding look() {
    return Finding.skipped("roles sign in with entra: there is no password");
  }
}

package io.quarterdeck.etl.doctor;

/** In the place of {@link SecretCheck} where roles sign in with Entra. */
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

package io.quarterdeck.local.entra;

import io.quarterdeck.azure.access.AccessVariables;

/** A program for tests: prints a token for the scope in its argument. */
final class TokenMain {
  private TokenMain() {}

  public static void main(String[] arguments) {
    System.out.print(AccessVariables.read(System.getenv()).token(arguments[0]));
  }
}

package io.quarterdeck.local.entra;

/**
 * A person of the tenant.
 *
 * @param name the short name, such as {@code owner}
 * @param principal the principal; its name is the user principal name
 * @param password the password
 * @param shellKey the secret in the address from which the person's Cloud Shell gets tokens
 */
public record Person(String name, EntraPrincipal principal, String password, String shellKey) {
  /** Contains no secrets. */
  @Override
  public String toString() {
    return "Person[" + name + "]";
  }
}

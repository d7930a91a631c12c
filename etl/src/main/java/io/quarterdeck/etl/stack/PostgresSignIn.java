package io.quarterdeck.etl.stack;

import java.util.Optional;
import java.util.function.Supplier;

/** Where the password of a role comes from. */
public sealed interface PostgresSignIn {
  /** The password to connect with now; without one, the driver looks for itself. */
  Optional<String> password();

  /**
   * Who to connect as now, with the password that belongs to that role.
   *
   * @param role the role of the endpoint
   */
  default PostgresLogin login(String role) {
    return new PostgresLogin(role, password());
  }

  /** What to do when the server refuses it: whole sentences. */
  String whenRefused();

  /** What to do when there is no server to be reached: whole sentences. */
  String whenUnreachable();

  /**
   * A password that is known already, or that the driver finds in {@code ~/.pgpass}.
   *
   * @param password the password, if known
   */
  record Given(Optional<String> password) implements PostgresSignIn {
    @Override
    public String whenRefused() {
      return "Give the password in PGPASSWORD or ~/.pgpass and the role with --user.";
    }

    @Override
    public String whenUnreachable() {
      return "Check that it runs (./quarterdeck local status for the local stack), then run this"
          + " again.";
    }

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Given";
    }
  }

  /**
   * A password that is asked for at each connection, since it lives for an hour or elsewhere.
   *
   * @param passwords gives one; throws {@link io.quarterdeck.etl.Failure} when it cannot
   * @param whenRefused what to do when the server refuses it: whole sentences
   */
  record Asked(Supplier<String> passwords, String whenRefused) implements PostgresSignIn {
    @Override
    public Optional<String> password() {
      return Optional.of(passwords.get());
    }

    @Override
    public String whenUnreachable() {
      return "./quarterdeck doctor says what can be reached from here, and what to do.";
    }
  }

  /**
   * A role and a password that are asked for together at each connection, since roles take turns.
   *
   * @param logins gives both; throws {@link io.quarterdeck.etl.Failure} when it cannot
   * @param whenRefused what to do when the server refuses it: whole sentences
   */
  record RotatingCredentials(Supplier<PostgresLogin> logins, String whenRefused)
      implements PostgresSignIn {
    @Override
    public Optional<String> password() {
      return logins.get().password();
    }

    @Override
    public PostgresLogin login(String role) {
      return logins.get();
    }

    @Override
    public String whenUnreachable() {
      return "./quarterdeck doctor says what can be reached from here, and what to do.";
    }
  }
}

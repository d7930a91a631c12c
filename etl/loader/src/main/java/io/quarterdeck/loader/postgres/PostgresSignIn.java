package io.quarterdeck.loader.postgres;

import io.quarterdeck.contract.EnvironmentVariables;
import java.util.Optional;
import java.util.function.Supplier;

/** Provides the password of a role. */
public sealed interface PostgresSignIn {
  /** The advice for a server of a stack that cannot be reached. */
  String RUN_DOCTOR =
      "Run ./quarterdeck doctor, which reports what can be reached from here and what to do.";

  /** Returns the password for a new connection; if empty, the driver searches for one. */
  Optional<String> password();

  /**
   * Returns the role and the password for a new connection.
   *
   * @param role the endpoint's role
   */
  default PostgresLogin login(String role) {
    return new PostgresLogin(role, password());
  }

  /** Returns the role as which sessions of its members act, if the server has one. */
  default Optional<OwnerRole> owner() {
    return Optional.empty();
  }

  /** Returns the advice for a refused login, in complete sentences. */
  String whenRefused();

  /** Returns the advice for an unreachable server, in complete sentences. */
  String whenUnreachable();

  /**
   * A fixed password, or one that the driver finds in {@code ~/.pgpass}.
   *
   * @param password the password, if known
   */
  record FixedPassword(Optional<String> password) implements PostgresSignIn {
    @Override
    public String whenRefused() {
      return "Give the password in PGPASSWORD or ~/.pgpass and the role with --user.";
    }

    @Override
    public String whenUnreachable() {
      return "Check that it runs (./quarterdeck local status for the local stack), then run this"
          + " again.";
    }

    /** Does not contain the password. */
    @Override
    public String toString() {
      return "FixedPassword";
    }
  }

  /**
   * The password that a job gets from the environment of its process.
   *
   * @param password the password, if known
   */
  record JobPassword(Optional<String> password) implements PostgresSignIn {
    @Override
    public String whenRefused() {
      return "Check the password in " + EnvironmentVariables.POSTGRES_PASSWORD + ".";
    }

    @Override
    public String whenUnreachable() {
      return "Check that it runs and can be reached from the cluster, then run the job again.";
    }

    /** Does not contain the password. */
    @Override
    public String toString() {
      return "JobPassword";
    }
  }

  /**
   * A password that each connection requests, because it is a token with a limited lifetime.
   *
   * @param passwords returns the password, or throws {@link io.quarterdeck.loader.failure.Failure}
   * @param whenRefused what to do when the server refuses it: whole sentences
   */
  record RequestedPassword(Supplier<String> passwords, String whenRefused)
      implements PostgresSignIn {
    @Override
    public Optional<String> password() {
      return Optional.of(passwords.get());
    }

    @Override
    public String whenUnreachable() {
      return RUN_DOCTOR;
    }
  }

  /**
   * The role of a principal and its token, which each connection requests. A token is valid for
   * about an hour, and a load may take longer.
   *
   * @param tokens returns both, or throws {@link io.quarterdeck.loader.failure.Failure}
   * @param owner the role as which sessions act
   * @param whenRefused what to do when the server refuses it: whole sentences
   */
  record RequestedToken(
      Supplier<PostgresLogin> tokens, Optional<OwnerRole> owner, String whenRefused)
      implements PostgresSignIn {
    @Override
    public Optional<String> password() {
      return tokens.get().password();
    }

    @Override
    public PostgresLogin login(String role) {
      return tokens.get();
    }

    @Override
    public String whenUnreachable() {
      return RUN_DOCTOR;
    }
  }

  /**
   * A role and a password that each connection requests together, because rotation alternates
   * between two roles.
   *
   * @param logins returns both, or throws {@link io.quarterdeck.loader.failure.Failure}
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
      return RUN_DOCTOR;
    }
  }
}

package io.quarterdeck.azure.rotation;

import io.quarterdeck.azure.rotation.RotationResult.Outcome;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.AdvisoryLock;
import io.quarterdeck.loader.postgres.LockRetry;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.PostgresLogin;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Rotates the database password. The next login role gets a new password, a test connection
 * verifies it, and the vault's secret changes to it. The previous role can sign in until its next
 * rotation. After an interruption at any point, the rotation can be run again.
 */
public final class Rotation {
  private static final String WHAT = "rotate the password";
  private static final String APPLICATION = "quarterdeck rotation of the password";

  private static final int PASSWORD_BYTES = 32;

  private final RotationRequest request;
  private final Progress progress;
  private final Roles roles;
  private final PostgresEndpoint commands;
  private final LoginVault vault;
  private final DatabaseLogins logins;

  public Rotation(RotationRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
    roles = Roles.of(request.outputs().postgres());
    commands = request.commands();
    logins = DatabaseLogins.of(request.outputs(), request.access());
    vault = new LoginVault(logins.secrets());
  }

  /**
   * Rotates the password, or finishes a rotation that is younger than the grace period.
   *
   * @throws Failure if the rotation fails; readers then have the previous login or a verified new
   *     one
   */
  public RotationResult run() {
    PostgresEndpoint administrator = administrator();
    try (Connection connection = new Postgres(administrator, APPLICATION).connect(WHAT)) {
      Sql.execute(connection, "set role none");
      lock(connection);
      return rotate(new RoleSetup(connection, roles, request.outputs().postgres().database()));
    } catch (SQLException e) {
      throw PostgresFailure.of(WHAT, administrator, e);
    }
  }

  /**
   * Returns whether jobs sign in with a login role that the server does not have. A new server has
   * none, also if its vault was recovered with the login of an earlier server.
   *
   * @throws Failure if the server refuses the connection
   */
  public boolean lacksRole() {
    if (roles.administrator().isPresent() && !isRotated()) {
      // Before the first rotation, jobs sign in as the administrator.
      return false;
    }
    PostgresEndpoint administrator = administrator();
    try (Connection connection = new Postgres(administrator, APPLICATION).connect(WHAT)) {
      return existing(connection).isEmpty();
    } catch (SQLException e) {
      throw PostgresFailure.of(WHAT, administrator, e);
    }
  }

  private boolean isRotated() {
    return vault.current().filter(current -> roles.isLogin(current.login().role())).isPresent();
  }

  private List<String> existing(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        row -> row.getString(1),
        "select rolname from pg_roles where rolname in (?, ?)",
        roles.logins().get(0),
        roles.logins().get(1));
  }

  /** The principal of the token is an administrator, or else PostgreSQL refuses the changes. */
  private PostgresEndpoint administrator() {
    return roles.administrator().isEmpty()
        ? commands
        : new PostgresEndpoint(
            commands.jdbcUrl(), roles.administrator().get(), logins.ofAdministrator().password());
  }

  private PostgresEndpoint signedInAs(PostgresLogin login) {
    return new PostgresEndpoint(commands.jdbcUrl(), login.role(), login.password());
  }

  private RotationResult rotate(RoleSetup setup) throws SQLException {
    // Read the vault first: a refusal then changes nothing.
    List<String> existing = existing(setup.connection());
    Optional<LoginVault.Current> before =
        vault.current().filter(current -> !isMissing(current.login().role(), existing));
    progress.phase("making the roles");
    setup.createRoles();
    if (roles.administrator().isPresent()) {
      new Handover(setup, request.maximumWait(), progress).run();
    }
    boolean due = before.filter(this::isYoung).isEmpty();
    LoginVault.Current now = due ? next(setup, before) : before.orElseThrow();
    progress.phase("signing in as readers do");
    tryOut(signedInAs(now.login()));
    return new RotationResult(
        now.login().role(),
        now.since(),
        due ? Outcome.ROTATED : Outcome.FINISHED,
        retire(setup, now.login().role()));
  }

  /** The login in a recovered vault may be for an earlier server. */
  private boolean isMissing(String role, List<String> existing) {
    return roles.isLogin(role) && !existing.contains(role);
  }

  private LoginVault.Current next(RoleSetup setup, Optional<LoginVault.Current> before)
      throws SQLException {
    String role = roles.after(before.map(given -> given.login().role()).orElse(""));
    refuseUsed(DatabaseSessions.of(setup.connection(), role), role);
    PostgresLogin login = new PostgresLogin(role, Optional.of(password()));
    progress.phase("giving " + role + " a new password");
    setup.setPassword(role, login.password().orElseThrow());
    tryOut(signedInAs(login));
    progress.phase("writing the vault's secret " + PostgresLogin.SECRET);
    return vault.write(login);
  }

  /** Verifies that the role can sign in and that its sessions act as the owner. */
  private void tryOut(PostgresEndpoint endpoint) throws SQLException {
    try (Connection connection = new Postgres(endpoint, APPLICATION).connect(WHAT)) {
      String found =
          Sql.first(
                  connection,
                  row -> row.getString(1) + " as " + row.getString(2),
                  "select session_user, current_user")
              .orElseThrow();
      String expected = endpoint.user() + " as " + roles.owner();
      if (!found.equals(expected)) {
        throw Failure.of(
            "Cannot rotate the password: a new session runs as %s; expected %s. Run "
                + "this again, which sets up the roles again.",
            found, expected);
      }
    }
  }

  private Optional<String> retire(RoleSetup setup, String current) throws SQLException {
    if (request.old() == RotationRequest.Old.KEEP) {
      return Optional.empty();
    }
    String before = roles.after(current);
    setup.retire(before);
    return Optional.of(before);
  }

  private boolean isYoung(LoginVault.Current current) {
    return roles.isLogin(current.login().role())
        && Duration.between(current.since(), OffsetDateTime.now(ZoneOffset.UTC))
                .compareTo(request.grace())
            < 0;
  }

  private static void refuseUsed(List<String> sessions, String role) {
    if (!sessions.isEmpty()) {
      throw Failure.of(
          "Cannot give %s a new password: %s still uses its current password; "
              + "expected no sessions since the last rotation. Readers are not affected. "
              + "Wait for the session to end, then run this again.",
          role, String.join(", ", sessions));
    }
  }

  /** Two commands that both create the first login of a stack run one after the other. */
  private void lock(Connection connection) throws SQLException {
    if (LockRetry.within(request.maximumWait()).poll(left -> taken(connection)).isEmpty()) {
      throw Failure.of(
          "Cannot rotate the password: another rotation is still running after %d s; expected one"
              + " at a time. Wait for it to end, then run this again.",
          request.maximumWait().toSeconds());
    }
  }

  private Optional<Boolean> taken(Connection connection) throws SQLException {
    if (AdvisoryLock.tryTake(connection, AdvisoryLock.ROTATION)) {
      return Optional.of(true);
    }
    progress.phase("waiting for another rotation");
    return Optional.empty();
  }

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

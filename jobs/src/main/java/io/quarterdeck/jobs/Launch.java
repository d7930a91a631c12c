package io.quarterdeck.jobs;

import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresLogin;
import io.quarterdeck.loader.postgres.PostgresSignIn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a job and reports how it ends. If the job fails, the last line of standard error is {@code
 * FAILURE message}. Exit codes: 0 for success, 1 for a failure, 2 for invalid arguments. If a Spark
 * session already exists, as on Databricks, a failure is thrown as an exception instead, because
 * the JVM belongs to the cluster.
 */
final class Launch {
  private Launch() {}

  /** A job with parsed arguments. */
  interface Job {
    /** The job's name, used after "Cannot finish". */
    String name();

    /**
     * Runs the job.
     *
     * @param session whether a Spark session already exists
     */
    void run(Session session) throws Exception;

    /** Values to mask in messages. */
    Collection<String> secrets();

    /**
     * Records a permanent failure for the run's last task, which then fails the run.
     *
     * @return whether the failure was recorded, so that this task can end without an error
     */
    default boolean record(String message) {
      return false;
    }
  }

  /** Who owns the Spark session. */
  enum Session {
    /** The cluster owns the session; the job must not stop it. */
    GIVEN,
    /** The job creates the session, if it needs one. */
    OWN
  }

  /** Creates a job from its command line. */
  interface Parser {
    Job parse(List<String> arguments) throws Arguments.Invalid;
  }

  /**
   * Returns the database with the login from the environment, or else with the role from the
   * arguments.
   */
  static PostgresEndpoint postgres(String jdbcUrl, String user, Map<String, String> environment) {
    PostgresLogin login =
        Optional.ofNullable(environment.get(EnvironmentVariables.POSTGRES_LOGIN))
            .map(PostgresLogin::parse)
            .orElseGet(
                () ->
                    new PostgresLogin(
                        user,
                        Optional.ofNullable(
                            environment.get(EnvironmentVariables.POSTGRES_PASSWORD))));
    return new PostgresEndpoint(
        jdbcUrl, login.role(), new PostgresSignIn.JobPassword(login.password()));
  }

  /** Runs the job, then exits the JVM. On a cluster, returns or throws instead. */
  static void main(String[] arguments, Parser parser) throws Exception {
    Session session = SparkSessions.given() ? Session.GIVEN : Session.OWN;
    int code;
    try {
      code = run(parser.parse(List.of(arguments)), session);
    } catch (Arguments.Invalid e) {
      if (session == Session.GIVEN) {
        throw e;
      }
      System.err.println(e.getMessage());
      code = 2;
    }
    if (session == Session.OWN) {
      System.exit(code);
    }
  }

  /** If the record cannot be written, the task fails and Databricks retries it. */
  private static boolean recorded(Job job, String line) {
    try {
      return job.record(line.substring(FailureLine.PREFIX.length()));
    } catch (Failure e) {
      System.err.println(e.getMessage());
      return false;
    }
  }

  private static int run(Job job, Session session) {
    try {
      job.run(session);
      return 0;
    } catch (Exception | LinkageError | StackOverflowError e) {
      String line = FailureLine.of(e, job.name(), job.secrets());
      if (PermanentFailure.is(e) && recorded(job, line)) {
        System.err.println(line);
        System.err.println(
            "Another attempt would fail in the same way. The task outcome fails the run with this message.");
        return 0;
      }
      if (session == Session.GIVEN) {
        throw new IllegalStateException(line, e);
      }
      e.printStackTrace();
      System.err.println(line);
      return 1;
    }
  }
}

package io.quarterdeck.jobs;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.stack.PostgresLogin;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How each job begins and ends. The last line of standard error is {@code FAILURE message} when it
 * fails. Exit codes: 0 done, 1 failed, 2 wrong arguments. Where a Spark session was there already,
 * as on Databricks, it throws instead of ending the JVM, which is the cluster's.
 */
final class Launch {
  private static final String PASSWORD = "QUARTERDECK_POSTGRES_PASSWORD";

  /** A role with its password, where they take turns; it goes before the arguments' role. */
  private static final String LOGIN = "QUARTERDECK_POSTGRES_LOGIN";

  private Launch() {}

  /** A job whose arguments were read. */
  interface Job {
    /** What it is, after "Cannot finish". */
    String name();

    /**
     * Does it.
     *
     * @param session whether a session is there already
     */
    void run(Session session) throws Exception;

    /** Values that no message may show. */
    Collection<String> secrets();

    /**
     * Records a permanent failure for the last task of the run, which fails the run then.
     *
     * @return whether it is recorded, so that this task may end without an error
     */
    default boolean record(String message) {
      return false;
    }
  }

  /** Whose Spark session it is. */
  enum Session {
    /** The cluster's, which is not ours to stop. */
    GIVEN,
    /** Ours, if the job makes one. */
    OWN
  }

  /** Makes a job of its command line. */
  interface Parser {
    Job parse(List<String> words) throws Words.Invalid;
  }

  /** Who signs in to PostgreSQL: by the environment, else the role of the arguments. */
  static PostgresLogin login(String user, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(LOGIN))
        .map(PostgresLogin::parse)
        .orElseGet(() -> new PostgresLogin(user, Optional.ofNullable(environment.get(PASSWORD))));
  }

  /** Runs the job to the end of the JVM, or throws where that is the cluster's. */
  static void main(String[] words, Parser parser) throws Exception {
    Session session = Sessions.given() ? Session.GIVEN : Session.OWN;
    int code;
    try {
      code = run(parser.parse(List.of(words)), session);
    } catch (Words.Invalid e) {
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

  /** Where the record cannot be written, the task fails, and Databricks retries it. */
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
            "Another attempt would end the same. The task outcome fails the run with this message.");
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

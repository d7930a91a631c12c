package io.quarterdeck.loader.postgres;

import java.sql.SQLException;
import java.util.Set;

/** SQLSTATE codes and classes of codes, from appendix A of PostgreSQL's manual. */
public final class SqlState {
  /** Class: the connection failed or was refused. */
  public static final String CONNECTION_EXCEPTION = "08";

  public static final String CANNOT_CONNECT = "08001";
  public static final String CONNECTION_CLOSED = "08003";

  /** The driver's code for a server that requests a password when none is set. */
  public static final String CONNECTION_REJECTED = "08004";

  public static final String CONNECTION_FAILED = "08006";

  /** Class: a value does not fit its type. */
  public static final String DATA_EXCEPTION = "22";

  /** Class: a row violates a constraint. */
  public static final String CONSTRAINT_VIOLATION = "23";

  /** After a failover, the former primary is a standby and refuses writes. */
  public static final String READ_ONLY = "25006";

  /** Class: the server refused the role or its password. */
  public static final String INVALID_AUTHORIZATION = "28";

  public static final String NO_SUCH_DATABASE = "3D000";

  /** Class: the server rolled the transaction back. */
  public static final String TRANSACTION_ROLLBACK = "40";

  public static final String SERIALIZATION_FAILURE = "40001";
  public static final String DEADLOCK = "40P01";

  /** Class: the statement does not fit the schema, or the role may not run it. */
  public static final String SYNTAX_OR_ACCESS = "42";

  public static final String INSUFFICIENT_PRIVILEGE = "42501";

  /** Class: the server is out of disk, memory or connections. */
  public static final String INSUFFICIENT_RESOURCES = "53";

  public static final String DISK_FULL = "53100";
  public static final String TOO_MANY_CONNECTIONS = "53300";

  /** A row does not fit into a page, or a key does not fit into an index. */
  public static final String LIMIT_EXCEEDED = "54000";

  /** Class: an object is in use, or not in the required state. */
  public static final String NOT_IN_PREREQUISITE_STATE = "55";

  public static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Class: an administrator or the server cancelled the statement. */
  public static final String OPERATOR_INTERVENTION = "57";

  public static final String QUERY_CANCELED = "57014";

  /**
   * The prefix of the codes that a server sends while it stops, while it starts, or after a crash.
   */
  public static final String SHUTTING_DOWN = "57P";

  /** An administrator or a failover stopped the server. */
  public static final String ADMIN_SHUTDOWN = "57P01";

  /** Another session crashed. */
  public static final String CRASH_SHUTDOWN = "57P02";

  /** The server is starting or stopping. */
  public static final String CANNOT_CONNECT_NOW = "57P03";

  /** Class: an error of the operating system, such as a failed read. */
  public static final String SYSTEM_ERROR = "58";

  /** Class: an internal error of the server. */
  public static final String INTERNAL_ERROR = "XX";

  /** Errors because another session holds a lock or changed a row. A later attempt can succeed. */
  private static final Set<String> HELD =
      Set.of(LOCK_NOT_AVAILABLE, DEADLOCK, SERIALIZATION_FAILURE);

  private SqlState() {}

  /**
   * Returns whether a failure is an SQL error because another session holds a lock or changed a
   * row.
   */
  public static boolean isHeld(Exception failure) {
    return failure instanceof SQLException error
        && error.getSQLState() != null
        && HELD.contains(error.getSQLState());
  }

  /** Returns whether the lock timeout passed before the lock was free. */
  public static boolean isLockNotAvailable(SQLException error) {
    return LOCK_NOT_AVAILABLE.equals(error.getSQLState());
  }

  /** Returns whether the error is of one of these classes. */
  public static boolean isOfClass(SQLException error, Set<String> classes) {
    String state = error.getSQLState();
    return state != null && state.length() == 5 && classes.contains(state.substring(0, 2));
  }
}

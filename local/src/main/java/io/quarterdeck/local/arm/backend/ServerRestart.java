package io.quarterdeck.local.arm.backend;

import java.io.IOException;

/** Restarts the PostgreSQL server behind the flexible servers, which ends all sessions. */
@FunctionalInterface
public interface ServerRestart {
  /** Returns when the server accepts connections again. */
  void run() throws IOException;
}

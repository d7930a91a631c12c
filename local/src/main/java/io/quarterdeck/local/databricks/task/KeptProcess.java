package io.quarterdeck.local.databricks.task;

import com.google.gson.JsonObject;
import java.util.Optional;

/** The stored id and start time of a process, with which a later emulator finds it. */
public final class KeptProcess {
  private static final String PID = "pid";
  private static final String START = "start";

  private KeptProcess() {}

  /** Returns the id and the start time of the process. */
  public static JsonObject of(ProcessHandle process) {
    JsonObject kept = new JsonObject();
    kept.addProperty(PID, process.pid());
    process.info().startInstant().ifPresent(start -> kept.addProperty(START, start.toEpochMilli()));
    return kept;
  }

  /** Returns the process, if it is still running. */
  public static Optional<ProcessHandle> find(JsonObject kept) {
    return ProcessHandle.of(kept.get(PID).getAsLong()).filter(process -> sameStart(process, kept));
  }

  /** The system can reuse a process id. The start time distinguishes processes with the same id. */
  private static boolean sameStart(ProcessHandle process, JsonObject kept) {
    return kept.has(START)
        && process
            .info()
            .startInstant()
            .filter(start -> start.toEpochMilli() == kept.get(START).getAsLong())
            .isPresent();
  }
}

package io.quarterdeck.local.arm.store;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Faults from a file. The file is read at each request, so that it can change while the process
 * runs. A line has the form {@code METHOD TYPE STATUS TIMES SECONDS}: the first TIMES requests with
 * this method and type are refused with the status and Retry-After SECONDS. Lines that start with #
 * are comments. Thread-safe.
 */
public final class FaultFile implements Faults {
  private static final Map<Integer, String> CODES =
      Map.of(
          409, "AnotherOperationInProgress",
          429, "TooManyRequests",
          500, "InternalServerError",
          503, "ServiceUnavailable");
  private static final Map<Integer, String> MESSAGES =
      Map.of(
          409,
          "Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: not available.",
          429,
          "The request is being throttled as the limit has been reached for operation type - Write. For more information, see - https://aka.ms/srpthrottlinglimits",
          500,
          "The server encountered an internal error. Please retry the request.",
          503,
          "The service is temporarily unavailable. Please retry the request.");

  private final Path file;
  private final Map<String, Integer> used = new HashMap<>();

  public FaultFile(Path file) {
    this.file = file;
  }

  @Override
  public synchronized void before(String method, String type) {
    for (String line : lines()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.trim().split("\\s+", -1);
      if (words.length != 5) {
        throw malformed(line);
      }
      if (words[0].equals(method) && words[1].equals(type)) {
        refuse(line, words);
      }
    }
  }

  private void refuse(String line, String[] words) {
    try {
      int status = Integer.parseInt(words[2]);
      int times = Integer.parseInt(words[3]);
      Duration after = Duration.ofSeconds(Long.parseLong(words[4]));
      if (!CODES.containsKey(status)) {
        throw malformed(line);
      }
      if (used.merge(line, 1, Integer::sum) <= times) {
        throw ApiError.later(status, CODES.get(status), MESSAGES.get(status), after);
      }
    } catch (NumberFormatException wrong) {
      throw malformed(line);
    }
  }

  private Failure malformed(String line) {
    return Failure.of(
        "Cannot inject the fault '%s' of %s: it has another form; expected METHOD "
            + "TYPE STATUS TIMES SECONDS, with a status of 409, 429, 500 or 503. Fix the "
            + "line, or delete the file.",
        line, file);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

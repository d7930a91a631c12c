package io.quarterdeck.azure.databricks.run;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Stores the idempotency tokens of start requests on disk, from before the request until its
 * response. If a stored token exists, the next request reuses it, and Databricks returns the run
 * that was started with it, if any.
 */
public final class RunTokens {
  private final Path folder;

  /**
   * Creates the store without reading from it.
   *
   * @param folder the folder of the tokens; created if it does not exist
   */
  public RunTokens(Path folder) {
    this.folder = folder;
  }

  /**
   * The token of a start request.
   *
   * @param value at most 64 characters, the limit of Databricks
   * @param origin whether the token is new or was stored
   */
  public record Token(String value, Origin origin) {
    /** Whether a token is new or was stored. */
    public enum Origin {
      NEW,
      /** An earlier request with this token received no response. */
      UNANSWERED
    }
  }

  /**
   * Sends a start request with the stored token, or with a new one. The token is written to disk
   * before the body runs and deleted after it returns. If the body throws, the token is kept.
   * Concurrent calls for the same purpose run one after the other.
   *
   * @param purpose identifies the run: letters, digits, dots, hyphens and underscores
   */
  public <T> T ask(String purpose, Function<Token, T> body) {
    Path file = folder.resolve(purpose + ".token");
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              folder.resolve(purpose + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        // Closing the channel releases the lock.
        channel.lock();
        Token token = token(file);
        T answer = body.apply(token);
        Files.deleteIfExists(file);
        return answer;
      }
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot keep the token of a run in %s: %s; expected a writable folder. "
              + "Correct its permissions, then run this again. No run was started.",
          folder,
          e);
    }
  }

  private Token token(Path file) throws IOException {
    Optional<String> unanswered = read(file);
    if (unanswered.isPresent()) {
      return new Token(unanswered.get(), Token.Origin.UNANSWERED);
    }
    String value = "quarterdeck-" + UUID.randomUUID();
    write(file, value);
    return new Token(value, Token.Origin.NEW);
  }

  private static Optional<String> read(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** Writes the file atomically and flushes it to disk. */
  private static void write(Path file, String value) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(StandardCharsets.UTF_8.encode(value));
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

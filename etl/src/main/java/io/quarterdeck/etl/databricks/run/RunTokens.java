package io.quarterdeck.etl.databricks.run;

import io.quarterdeck.etl.Failure;
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
 * The tokens under which runs were asked for, on this machine's disk from before the call until its
 * answer: whoever finds one asks again under the same, and Databricks answers with the run that it
 * started, if it did.
 */
public final class RunTokens {
  private final Path folder;

  /**
   * Reads nothing yet.
   *
   * @param folder where the tokens are kept; made when it is not there
   */
  public RunTokens(Path folder) {
    this.folder = folder;
  }

  /**
   * A token on its way.
   *
   * @param value at most 64 characters, as Databricks takes them
   * @param origin whether it was made now, or found
   */
  public record Token(String value, Origin origin) {
    /** Where a token comes from. */
    public enum Origin {
      NEW,
      /** A call under it was never answered. */
      UNANSWERED
    }
  }

  /**
   * Asks for a run, under the token that was not answered if there is one. The token is on disk
   * before the body is called and gone once it has returned; if it throws, the token stays. Two who
   * ask at once do so one after the other.
   *
   * @param purpose what the run is for: letters, digits, dots, hyphens and underscores
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
        // Given back when the channel is closed.
        channel.lock();
        Token token = token(file);
        T answer = body.apply(token);
        Files.deleteIfExists(file);
        return answer;
      }
    } catch (IOException e) {
      throw new Failure(
          "Cannot keep the token of a run in "
              + folder
              + ": "
              + e
              + "; expected a folder that can be written to. Mend that, then run this again: no"
              + " run was asked for without a token on disk.",
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

  /** Whole or not at all, and on the disk itself. */
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

package io.quarterdeck.loader.source;

import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * Refuses anything that is not a regular file. A load reads its file several times (digest, rows,
 * upload), and a pipe or a device can be read only once.
 */
public final class FileType {
  /**
   * The bits of {@code st_mode} that contain the file type, and their values, from inode(7) of the
   * Linux manual.
   */
  private static final int TYPE = 0170000;

  private static final int PIPE = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int BLOCK_DEVICE = 0060000;
  private static final int SOCKET = 0140000;

  /** Names for open files of a process. What they refer to depends on the shell. */
  private static final Pattern OPEN_FILE =
      Pattern.compile("/dev/(stdin|fd/[0-9]+)|/proc/(self|[0-9]+)/fd/[0-9]+");

  private FileType() {}

  /**
   * The attributes of a regular file. Follows symbolic links.
   *
   * @throws Failure if the file does not exist, or is a directory or a special file; the file is
   *     not opened
   */
  public static BasicFileAttributes requireRegular(Path path) {
    if (OPEN_FILE.matcher(path.toString()).matches()) {
      throw notRegular(path, "it is an open file of this process");
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw Failure.of("Cannot read %s: it is a directory; expected a file. Name a file.", path);
      }
      if (!attributes.isRegularFile()) {
        throw notRegular(path, "it is " + kind(path));
      }
      return attributes;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** The failure that describes an I/O error. */
  public static Failure unreadable(Path path, IOException e) {
    return Failure.causedBy(
        e,
        "Cannot read %s: %s; expected a readable CSV file. Check the path and its "
            + "permissions.",
        path,
        SystemReason.of(e));
  }

  private static Failure notRegular(Path path, String found) {
    return Failure.of(
        "Cannot read %s: %s; expected a regular file. To read from a pipe, give - "
            + "for the file of load or check: COMMAND | ./quarterdeck load -",
        path, found);
  }

  private static String kind(Path path) throws IOException {
    try {
      int mode = (int) Files.getAttribute(path, "unix:mode");
      return switch (mode & TYPE) {
        case PIPE -> "a named pipe";
        case SOCKET -> "a socket";
        case CHARACTER_DEVICE -> "a character device";
        case BLOCK_DEVICE -> "a block device";
        default -> "a special file";
      };
    } catch (UnsupportedOperationException e) {
      // The platform does not support the unix view, so the message is less exact.
      return "a special file";
    }
  }
}

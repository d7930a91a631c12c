package io.quarterdeck.cli.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a process on Linux. It is the proportional set size: the size of a page that
 * several processes share is divided equally among them, so a sum over processes counts the page
 * once. Sources: the manual page proc_pid_smaps(5), and
 * Documentation/ABI/testing/procfs-smaps_rollup of the kernel. Libraries such as OSHI provide the
 * resident set size, which counts shared pages once for each process.
 */
final class ProcessMemory {
  private static final Path PROC = Path.of("/proc");
  private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss:\\s+([0-9]+) kB$");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB$");
  private static final long KB = 1024;

  private ProcessMemory() {}

  /** Returns whether this system provides the sizes. */
  static boolean isMeasured() {
    return Files.exists(PROC.resolve("self/smaps_rollup"));
  }

  /**
   * Returns the size in bytes; empty if the process has ended. The file smaps_rollup of a process
   * of another user is not readable. The size is then the resident set size, which is larger.
   */
  static OptionalLong of(long pid) {
    Path process = PROC.resolve(Long.toString(pid));
    OptionalLong proportional = read(process.resolve("smaps_rollup"), PROPORTIONAL);
    return proportional.isPresent() ? proportional : read(process.resolve("status"), RESIDENT);
  }

  private static OptionalLong read(Path file, Pattern size) {
    try {
      Matcher found = size.matcher(Files.readString(file, StandardCharsets.UTF_8));
      return found.find()
          ? OptionalLong.of(Long.parseLong(found.group(1)) * KB)
          : OptionalLong.empty();
    } catch (IOException e) {
      // The process has ended, or belongs to another user.
      return OptionalLong.empty();
    }
  }
}

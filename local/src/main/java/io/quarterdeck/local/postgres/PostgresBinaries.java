package io.quarterdeck.local.postgres;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.Installation;
import io.quarterdeck.local.process.Processes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, from the Maven artifact for this platform, with the extensions of
 * Azure's flexible server ({@link AzureExtensions}).
 */
final class PostgresBinaries {
  /** The newest major version that Azure's flexible server offers. */
  static final String VERSION = "18.6.0";

  private PostgresBinaries() {}

  /**
   * Returns the folder that contains {@code bin/postgres}. Unpacks PostgreSQL into the cache if
   * necessary.
   */
  static Path install(Path cache) {
    requireOrdinaryUser();
    return Installation.ensure(
        "PostgreSQL " + VERSION,
        cache.resolve(
            "postgres-" + VERSION + "-azure-" + AzureExtensions.REVISION + "-" + platform()),
        PostgresBinaries::fill);
  }

  /**
   * Runs one of the programs to its end.
   *
   * @param what the purpose, for the error message
   */
  static void run(String what, Path programs, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (asRoot()) {
      // PostgreSQL refuses to run as root. In a new user namespace, root is mapped to nobody.
      command.addAll(List.of("unshare", "--user", "--"));
    }
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    // initdb fails if the locale of the environment is not installed on this machine.
    builder.environment().put("LC_ALL", "C");
    Processes.run(what, program, builder);
  }

  private static boolean asRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /**
   * Checks that root can create a user namespace, because the error of the next program would be
   * less clear.
   */
  private static void requireOrdinaryUser() {
    if (!asRoot()) {
      return;
    }
    try {
      Processes.run("become an ordinary user", new ProcessBuilder("unshare", "--user", "true"));
    } catch (Failure e) {
      throw Failure.causedBy(
          e,
          "Cannot run PostgreSQL as root: it refuses to, and no user namespace could "
              + "be created where root is nobody; expected an ordinary user. Run "
              + "Quarterdeck as an ordinary user, or permit \"unshare --user\" on this "
              + "machine. The error was: %s",
          e.getMessage());
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return (system.startsWith("mac") ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64");
  }

  private static void fill(Path folder) throws IOException {
    unpack(folder);
    AzureExtensions.into(folder);
  }

  private static void unpack(Path folder) throws IOException {
    String archive = "postgres-" + platform() + ".txz";
    try (InputStream resource = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (resource == null) {
        throw Failure.of(
            "Cannot install PostgreSQL: this build has no %s; expected Linux or macOS "
                + "on x86_64 or arm64. Build on the machine that runs it.",
            archive);
      }
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          unpack(tar, entry, folder);
        }
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path path = folder.resolve(entry.getName()).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("the archive's entry " + entry.getName() + " is outside its folder");
    }
    Files.createDirectories(entry.isDirectory() ? path : path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(tar, path);
      Files.setPosixFilePermissions(path, permissions(entry));
    }
  }

  private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if ((entry.getMode() & 0100) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
    }
    return permissions;
  }
}

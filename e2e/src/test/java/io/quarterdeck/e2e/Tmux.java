package io.quarterdeck.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs a command in a real pseudo-terminal: a tmux server whose screen can be read and resized.
 * Closing this object ends the server.
 */
final class Tmux implements AutoCloseable {
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final int ROWS = 24;

  private final Path folder;

  private Tmux(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs a shell script in the folder. The screen is already full, as in normal use. The locale is
   * POSIX; the output must be UTF-8 anyway.
   *
   * @param folder for the files of the server; must not be used by another server
   */
  static Tmux run(Path folder, int columns, String script) throws Exception {
    Files.writeString(
        folder.resolve("tmux.conf"),
        "set-option -g remain-on-exit on\nset-option -g default-terminal screen-256color\n");
    Path file =
        Files.writeString(
            folder.resolve("script.sh"),
            "cd "
                + folder
                + "\nunset LC_ALL LC_CTYPE LANG NO_COLOR\ni=0\n"
                + "while [ $i -lt "
                + ROWS
                + " ]; do echo \"before $i\"; i=$((i + 1)); done\n"
                + script
                + "\necho ended\n");
    Tmux tmux = new Tmux(folder);
    tmux.call(
        "new-session",
        "-d",
        "-x",
        Integer.toString(columns),
        "-y",
        Integer.toString(ROWS),
        "sh " + file);
    return tmux;
  }

  void resize(int columns) throws Exception {
    call("resize-window", "-x", Integer.toString(columns));
  }

  /** Waits until the screen satisfies the condition, and returns it. */
  List<String> await(String what, Predicate<List<String>> so) throws Exception {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    List<String> screen = screen();
    while (!so.test(screen)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no " + what + " on the screen:\n" + String.join("\n", screen));
      }
      screen = screen();
    }
    return screen;
  }

  /** Waits for the end of the script, and returns all lines. */
  List<String> awaitEnd() throws Exception {
    await("end", screen -> screen.contains("ended"));
    // tmux writes the last line.
    return history().stream().filter(line -> !line.startsWith("Pane is dead")).toList();
  }

  /** Returns the visible lines. */
  List<String> screen() throws Exception {
    return call("capture-pane", "-p");
  }

  /** Returns the visible lines and those that have scrolled out. */
  List<String> history() throws Exception {
    return call("capture-pane", "-p", "-S", "-");
  }

  /** Returns the visible lines, with colours as control sequences. */
  List<String> colored() throws Exception {
    return call("capture-pane", "-p", "-e");
  }

  @Override
  public void close() throws IOException {
    call("kill-server");
  }

  private List<String> call(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "tmux",
                "-u",
                "-S",
                folder.resolve("tmux").toString(),
                "-f",
                folder.resolve("tmux.conf").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command + ": " + text);
    }
    return text.lines().toList();
  }
}

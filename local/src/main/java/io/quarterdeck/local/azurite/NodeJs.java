package io.quarterdeck.local.azurite;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.process.Processes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that Node.js and npm, which install and run Azurite, are on the machine. */
final class NodeJs {
  /**
   * The oldest version with which this project tests Azurite. Azurite's package requires 22; npm
   * prints a warning for older versions.
   */
  private static final int OLDEST_NODE = 20;

  /** The oldest version that supports the format of the lock file. */
  private static final int OLDEST_NPM = 7;

  private static final Pattern MAJOR = Pattern.compile("v?(\\d{1,6})\\..*");
  private static final String HOW =
      " Install it (nodejs.org, your system's package manager, or nvm), then run this again.";

  private NodeJs() {}

  static void requireNode() {
    require("Node.js", "node", OLDEST_NODE);
  }

  static void requireNpm() {
    require("npm, which comes with Node.js,", "npm", OLDEST_NPM);
  }

  private static void require(String name, String program, int oldest) {
    String found;
    try {
      found = Processes.run("look for " + name, new ProcessBuilder(program, "--version")).strip();
    } catch (Failure e) {
      throw failure("no " + program + " could be run from PATH", name, oldest, e);
    }
    String version = found.lines().reduce((first, last) -> last).orElse("");
    Matcher major = MAJOR.matcher(version);
    if (!major.matches() || Integer.parseInt(major.group(1)) < oldest) {
      throw failure(program + " in PATH is " + version, name, oldest, null);
    }
  }

  private static Failure failure(String found, String name, int oldest, Throwable cause) {
    return Failure.causedBy(
        cause,
        "Cannot start Azurite, which emulates Blob: %s; expected %s %s or newer.%s",
        found,
        name,
        oldest,
        HOW);
  }
}

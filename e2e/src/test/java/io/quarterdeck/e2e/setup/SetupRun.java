package io.quarterdeck.e2e.setup;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The result of a run of a setup script.
 *
 * @param exitCode the exit code
 * @param out the standard output
 * @param error the error output, without white space at its ends
 * @param commands the commands that the script passed to the Azure CLI, without {@code az}
 */
record SetupRun(int exitCode, String out, String error, List<String> commands) {
  private static final Pattern CHANGE =
      Pattern.compile(
          "^(account set|extension add|provider register|rest --method (post|patch|put|delete)"
              + "|[a-z -]+? (create|update|delete)) ");

  /** Returns the commands that change something. */
  List<String> changes() {
    return commands.stream().filter(command -> CHANGE.matcher(command).find()).toList();
  }
}

package io.quarterdeck.infra.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The scale set of the pipeline's agents.
 *
 * @param vmSize the size of its machines, such as {@code Standard_D2ds_v5}
 * @param sshKey the public key of its administrator, in the format of OpenSSH. Azure requires one
 *     for a machine without a password
 */
public record AgentSettings(String vmSize, String sshKey) {
  private static final String AGENTS = "agents";
  private static final String SIZE = "agentsVmSize";
  private static final String KEY = "agentsSshKey";

  /** Two cores and 8 GiB, of the series of the job's default machines. */
  private static final String DEFAULT_SIZE = "Standard_D2ds_v5";

  /**
   * Sizes with a temporary disk, on which the operating system is: the letter {@code d} after the
   * number of cores. Source: Microsoft Learn, "VM sizes naming conventions" and "Ephemeral OS disks
   * for Azure VMs".
   */
  private static final Pattern SIZES =
      Pattern.compile("Standard_[DEF]\\d+a?l?ds_v[5-7]", Pattern.CASE_INSENSITIVE);

  /**
   * Keys that Azure accepts: RSA of at least 2048 bits, and Ed25519. Source: Microsoft Learn,
   * "Detailed steps: Create and manage SSH keys for authentication to a Linux VM in Azure".
   */
  private static final Pattern KEYS =
      Pattern.compile(
          "(ssh-rsa AAAAB3NzaC1yc2E[A-Za-z0-9+/]{340,}|ssh-ed25519 AAAAC3NzaC1[A-Za-z0-9+/]{57})=*("
              + " .*)?");

  private enum Kind {
    none,
    scaleSet
  }

  /** Reads the settings; nothing if the platform has no agents. */
  static Optional<AgentSettings> read(Fields fields, SettingsProblems problems) {
    boolean agents = fields.choice(AGENTS, Kind.none, Kind::name) == Kind.scaleSet;
    String size = fields.text(SIZE, DEFAULT_SIZE);
    Optional<String> key = fields.optional(KEY);
    if (!SIZES.matcher(size).matches()) {
      problems.add(
          SIZE,
          Fields.quote(size),
          "a size of the D, E or F series with a temporary disk, version 5 to 7",
          DEFAULT_SIZE);
    }
    boolean valid = key.filter(text -> KEYS.matcher(text).matches()).isPresent();
    if ((agents || key.isPresent()) && !valid) {
      problems.add(
          KEY,
          key.map(text -> "another text").orElse("nothing"),
          "a public key of OpenSSH, ssh-rsa with at least 2048 bits or ssh-ed25519, because agents"
              + " is scaleSet",
          "\"$(cat agents.pub)\"");
    }
    return agents && valid ? key.map(text -> new AgentSettings(size, text)) : Optional.empty();
  }
}

package io.quarterdeck.local.entra;

/**
 * A service connection of Azure Pipelines with workload identity federation.
 *
 * @param name the name, such as {@code quarterdeck-deploy}
 * @param id the id, a UUID
 */
record ServiceConnection(String name, String id) {
  /** The organization and the project in the subjects. */
  private static final String PROJECT = "quarterdeck/quarterdeck";

  /** Returns the subject of the id tokens of a service connection with this name. */
  static String subject(String name) {
    return "sc://" + PROJECT + "/" + name;
  }

  String subject() {
    return subject(name);
  }
}

package io.quarterdeck.local.devops;

import io.quarterdeck.local.http.ApiError;
import java.util.List;

/**
 * A project as it is before the script runs.
 *
 * @param organization the name of the organization
 * @param id the id of the project
 * @param name its name
 * @param repositoryId the id of its repository {@code quarterdeck}
 * @param teamId the id of its first team
 * @param pools the names of the pools of the organization
 */
record DevOpsProject(
    String organization,
    String id,
    String name,
    String repositoryId,
    String teamId,
    List<String> pools) {
  static final String REPOSITORY = "quarterdeck";

  String team() {
    return name + " Team";
  }

  /** Refuses another organization. */
  void checkOrganization(String found) {
    if (!found.equalsIgnoreCase(organization)) {
      throw DevOpsErrors.missing("The organization " + found);
    }
  }

  /**
   * Refuses another organization or project.
   *
   * @param found the name or the id of the project
   */
  void check(String found, String project) {
    checkOrganization(found);
    if (!project.equals(id) && !project.equalsIgnoreCase(name)) {
      throw ApiError.of(
          404,
          "ProjectDoesNotExistWithName",
          "TF200016: The following project does not exist: %s. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server."
              .formatted(project));
    }
  }
}

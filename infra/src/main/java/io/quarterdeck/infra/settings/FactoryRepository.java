package io.quarterdeck.infra.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Git repository in which Data Factory Studio edits the pipelines.
 *
 * @param host the service that has the repository
 * @param account the organization, or the user of GitHub
 * @param project the project in Azure DevOps; empty on GitHub
 * @param branch the branch into which Studio merges changes
 */
public record FactoryRepository(
    Host host, String account, Optional<String> project, String name, String branch) {
  /** The services that Data Factory supports. */
  public enum Host {
    GITHUB,
    AZURE_DEVOPS
  }

  private static final String KEY = "dataFactoryRepository";
  private static final String PART = "([\\w.-]+)";
  private static final Pattern GITHUB =
      Pattern.compile("https://github\\.com/" + PART + "/" + PART);
  private static final Pattern AZURE_DEVOPS =
      Pattern.compile("https://dev\\.azure\\.com/" + PART + "/" + PART + "/_git/" + PART);

  static Optional<FactoryRepository> read(Fields fields, SettingsProblems problems) {
    Optional<String> url = fields.optional(KEY);
    String branch = fields.text("dataFactoryBranch", "main");
    Optional<FactoryRepository> repository = url.flatMap(text -> parse(text, branch));
    if (url.isPresent() && repository.isEmpty()) {
      problems.add(
          KEY,
          Fields.quote(url.get()),
          "the https URL of a repository on github.com or dev.azure.com, without .git",
          "https://github.com/ORGANIZATION/REPOSITORY");
    }
    return repository;
  }

  private static Optional<FactoryRepository> parse(String url, String branch) {
    Matcher github = GITHUB.matcher(url);
    if (github.matches() && !url.endsWith(".git")) {
      return Optional.of(
          new FactoryRepository(
              Host.GITHUB, github.group(1), Optional.empty(), github.group(2), branch));
    }
    Matcher devops = AZURE_DEVOPS.matcher(url);
    return devops.matches()
        ? Optional.of(
            new FactoryRepository(
                Host.AZURE_DEVOPS,
                devops.group(1),
                Optional.of(devops.group(2)),
                devops.group(3),
                branch))
        : Optional.empty();
  }
}

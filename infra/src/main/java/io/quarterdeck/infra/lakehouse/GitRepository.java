package io.quarterdeck.infra.lakehouse;

import com.pulumi.azurenative.datafactory.FactoryArgs;
import com.pulumi.azurenative.datafactory.inputs.FactoryGitHubConfigurationArgs;
import com.pulumi.azurenative.datafactory.inputs.FactoryVSTSConfigurationArgs;
import io.quarterdeck.infra.settings.FactoryRepository;

/**
 * Connects the factory to the Git repository in which Studio edits the pipelines. Studio does not
 * publish them: {@code register} does, from the same folder.
 */
final class GitRepository {
  private static final String FOLDER = "/lakehouse/adf";

  private GitRepository() {}

  static void connect(FactoryArgs.Builder factory, FactoryRepository repository, String tenantId) {
    switch (repository.host()) {
      case GITHUB ->
          factory.repoConfiguration(
              FactoryGitHubConfigurationArgs.builder()
                  .type("FactoryGitHubConfiguration")
                  .hostName("https://github.com")
                  .accountName(repository.account())
                  .repositoryName(repository.name())
                  .collaborationBranch(repository.branch())
                  .rootFolder(FOLDER)
                  .disablePublish(true)
                  .build());
      case AZURE_DEVOPS ->
          factory.repoConfiguration(
              FactoryVSTSConfigurationArgs.builder()
                  .type("FactoryVSTSConfiguration")
                  .accountName(repository.account())
                  // The settings read the project from the URL of each repository in Azure DevOps.
                  .projectName(repository.project().orElseThrow())
                  .repositoryName(repository.name())
                  .collaborationBranch(repository.branch())
                  .rootFolder(FOLDER)
                  .tenantId(tenantId)
                  .disablePublish(true)
                  .build());
    }
  }
}

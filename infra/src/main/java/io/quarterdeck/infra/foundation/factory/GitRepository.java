package io.quarterdeck.infra.foundation.factory;

import com.pulumi.azurenative.datafactory.FactoryArgs;
import com.pulumi.azurenative.datafactory.inputs.FactoryGitHubConfigurationArgs;
import com.pulumi.azurenative.datafactory.inputs.FactoryVSTSConfigurationArgs;
import io.quarterdeck.infra.settings.FactoryRepository;

/**
 * Connects the factory to the Git repository in which Studio edits the pipelines. Studio does not
 * publish them: {@code register} does, from the same folder. Several factories can use one
 * repository with different folders.
 *
 * @param repository the repository
 * @param folder the folder of the artefacts, with a leading slash
 */
record GitRepository(FactoryRepository repository, String folder) {
  void connect(FactoryArgs.Builder factory, String tenantId) {
    switch (repository.host()) {
      case GITHUB ->
          factory.repoConfiguration(
              FactoryGitHubConfigurationArgs.builder()
                  .type("FactoryGitHubConfiguration")
                  .hostName("https://github.com")
                  .accountName(repository.account())
                  .repositoryName(repository.name())
                  .collaborationBranch(repository.branch())
                  .rootFolder(folder)
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
                  .rootFolder(folder)
                  .tenantId(tenantId)
                  .disablePublish(true)
                  .build());
    }
  }
}

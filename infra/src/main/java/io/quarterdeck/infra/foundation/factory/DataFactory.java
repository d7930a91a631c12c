package io.quarterdeck.infra.foundation.factory;

import com.pulumi.azurenative.datafactory.Factory;
import com.pulumi.azurenative.datafactory.FactoryArgs;
import com.pulumi.azurenative.datafactory.enums.FactoryIdentityType;
import com.pulumi.azurenative.datafactory.enums.PublicNetworkAccess;
import com.pulumi.azurenative.datafactory.inputs.CMKIdentityDefinitionArgs;
import com.pulumi.azurenative.datafactory.inputs.EncryptionConfigurationArgs;
import com.pulumi.azurenative.datafactory.inputs.FactoryIdentityArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.CreationInputs;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data factory, with an identity of its own. Its pipelines and the history of their runs are
 * data that Pulumi cannot restore.
 */
public final class DataFactory extends ComponentResource {
  /**
   * The only size of customer-managed keys, in bits. Source: Microsoft Learn, "Encrypt Azure Data
   * Factory with customer-managed keys".
   */
  static final int KEY_BITS = 2048;

  /**
   * Arguments of the component.
   *
   * @param names the names of the factory
   * @param key the customer-managed key, if there is one
   */
  record Args(
      FactoryNames names,
      ResourceContext context,
      Settings settings,
      Optional<IdentityKey> key,
      DataProtection protection) {}

  /**
   * Outputs of the component.
   *
   * @param principalId the object id of the factory's identity
   * @param createTime when Azure created the factory
   */
  public record Outputs(
      Output<String> id,
      Output<String> name,
      Output<String> principalId,
      Output<String> createTime) {}

  private final FactoryNames names;
  private final Outputs outputs;

  DataFactory(String name, Args args, ComponentResourceOptions options) {
    super(args.names().component("DataFactory"), name, options);
    names = args.names();
    Factory factory = factory(name, args);
    args.protection().lock(StatefulResource.FACTORY, name, factory, this);
    outputs =
        new Outputs(
            factory.id(),
            factory.name(),
            factory.identity().applyValue(identity -> identity.orElseThrow().principalId()),
            factory.createTime());
    registerOutputs(Map.of("id", factory.id()));
  }

  /** Returns the outputs of the component. */
  Outputs outputs() {
    return outputs;
  }

  /** Returns the diagnostics and the alerts of the component. */
  Declarations declarations() {
    return new Declarations()
        .diagnostics(DiagnosticSource.logsAndMetrics(names.logical(), outputs.id()))
        .alerts(FactoryAlerts.of(names.logical(), outputs.id()));
  }

  /**
   * Azure adds a customer-managed key only to a factory without a managed network, and removes
   * none. Without the option, the provider would send an update, which fails. Source: Microsoft
   * Learn, "Encrypt Azure Data Factory with customer-managed keys".
   *
   * <p>Public network access concerns self-hosted integration runtimes, of which there are none.
   * Studio and Resource Manager remain reachable, with Entra sign-in. Source: Microsoft Learn,
   * "Azure Private Link for Azure Data Factory".
   */
  private Factory factory(String name, Args args) {
    ResourceContext context = args.context();
    FactoryArgs.Builder inputs =
        FactoryArgs.builder()
            .factoryName(args.names().factory(context.names()))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .publicNetworkAccess(
                args.settings().access().isPublic()
                    ? PublicNetworkAccess.Enabled
                    : PublicNetworkAccess.Disabled)
            .identity(identity(args.key()))
            .tags(context.tags());
    args.key().ifPresent(key -> inputs.encryption(encryption(key)));
    args.settings()
        .factoryRepository()
        .map(repository -> new GitRepository(repository, args.names().folder()))
        .ifPresent(git -> git.connect(inputs, context.signedIn().tenantId()));
    List<Resource> after = args.key().map(key -> key.key().granted()).stream().toList();
    return new Factory(
        name,
        inputs.build(),
        CustomResourceOptions.merge(
            args.protection().options(StatefulResource.FACTORY, this, after),
            CreationInputs.replacedBy("encryption"),
            null));
  }

  /** The factory uses the key with an identity that has the right before the factory exists. */
  private static FactoryIdentityArgs identity(Optional<IdentityKey> key) {
    FactoryIdentityArgs.Builder identity = FactoryIdentityArgs.builder();
    if (key.isEmpty()) {
      return identity.type(FactoryIdentityType.SystemAssigned).build();
    }
    return identity
        .type(FactoryIdentityType.SystemAssigned_UserAssigned)
        .userAssignedIdentities(key.get().identityId().applyValue(id -> Map.of(id, Map.of())))
        .build();
  }

  /**
   * Without a version, the factory uses the newest one. Source: Azure REST API specification,
   * {@code EncryptionConfiguration}.
   */
  private static EncryptionConfigurationArgs encryption(IdentityKey key) {
    return EncryptionConfigurationArgs.builder()
        .keyName(key.key().name())
        .vaultBaseUrl(key.key().vaultUri())
        .identity(
            CMKIdentityDefinitionArgs.builder().userAssignedIdentity(key.identityId()).build())
        .build();
  }
}

package io.quarterdeck.infra.foundation.agents;

import com.pulumi.azurenative.compute.VirtualMachineScaleSet;
import com.pulumi.azurenative.compute.VirtualMachineScaleSetArgs;
import com.pulumi.azurenative.compute.VirtualMachineScaleSetExtension;
import com.pulumi.azurenative.compute.enums.CachingTypes;
import com.pulumi.azurenative.compute.enums.DiffDiskOptions;
import com.pulumi.azurenative.compute.enums.DiffDiskPlacement;
import com.pulumi.azurenative.compute.enums.DiskCreateOptionTypes;
import com.pulumi.azurenative.compute.enums.OrchestrationMode;
import com.pulumi.azurenative.compute.enums.SecurityTypes;
import com.pulumi.azurenative.compute.enums.StorageAccountTypes;
import com.pulumi.azurenative.compute.enums.UpgradeMode;
import com.pulumi.azurenative.compute.inputs.ApiEntityReferenceArgs;
import com.pulumi.azurenative.compute.inputs.DiffDiskSettingsArgs;
import com.pulumi.azurenative.compute.inputs.ImageReferenceArgs;
import com.pulumi.azurenative.compute.inputs.LinuxConfigurationArgs;
import com.pulumi.azurenative.compute.inputs.SecurityProfileArgs;
import com.pulumi.azurenative.compute.inputs.SkuArgs;
import com.pulumi.azurenative.compute.inputs.SshConfigurationArgs;
import com.pulumi.azurenative.compute.inputs.SshPublicKeyArgs;
import com.pulumi.azurenative.compute.inputs.UefiSettingsArgs;
import com.pulumi.azurenative.compute.inputs.UpgradePolicyArgs;
import com.pulumi.azurenative.compute.inputs.VirtualMachineScaleSetIPConfigurationArgs;
import com.pulumi.azurenative.compute.inputs.VirtualMachineScaleSetManagedDiskParametersArgs;
import com.pulumi.azurenative.compute.inputs.VirtualMachineScaleSetNetworkConfigurationArgs;
import com.pulumi.azurenative.compute.inputs.VirtualMachineScaleSetNetworkProfileArgs;
import com.pulumi.azurenative.compute.inputs.VirtualMachineScaleSetOSDiskArgs;
import com.pulumi.azurenative.compute.inputs.VirtualMachineScaleSetOSProfileArgs;
import com.pulumi.azurenative.compute.inputs.VirtualMachineScaleSetStorageProfileArgs;
import com.pulumi.azurenative.compute.inputs.VirtualMachineScaleSetVMProfileArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.settings.AgentSettings;
import java.util.List;
import java.util.Map;

/**
 * A scale set whose machines Azure Pipelines starts for a run and deletes afterwards
 * (docs/decisions/0094). Azure Pipelines requires uniform orchestration, manual upgrades, no
 * overprovisioning and no load balancer. Source: Microsoft Learn, "Azure Virtual Machine Scale Set
 * agents".
 *
 * <p>The machines have no identity, no public address and no open port. A job signs in with the
 * service connection that its steps name.
 */
public final class PipelineAgents extends ComponentResource {
  private static final String ADMINISTRATOR = "quarterdeck";

  /** Azure Pipelines sets these values. Without this list, each update would reset them. */
  private static final List<String> SET_BY_AZURE_PIPELINES =
      List.of("sku.capacity", "tags", "virtualMachineProfile.extensionProfile");

  /** Arguments of the component: the settings, and the subnet of the machines. */
  public record Args(ResourceContext context, AgentSettings settings, Output<String> subnetId) {}

  private final VirtualMachineScaleSet scaleSet;

  public PipelineAgents(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:agents:PipelineAgents", name, options);
    scaleSet = scaleSet(name, args);
    tools(name, args.context());
    registerOutputs(Map.of("id", scaleSet.id()));
  }

  /** Returns the alerts. A scale set has no logs for a diagnostic setting. */
  public Declarations declarations() {
    return new Declarations().alerts(AgentAlerts.of(scaleSet.id()));
  }

  private VirtualMachineScaleSet scaleSet(String name, Args args) {
    ResourceContext context = args.context();
    VirtualMachineScaleSetArgs.Builder builder =
        VirtualMachineScaleSetArgs.builder()
            .vmScaleSetName(context.names().of("vmss", name))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .sku(
                SkuArgs.builder()
                    .name(args.settings().vmSize())
                    .tier("Standard")
                    .capacity(0)
                    .build())
            .orchestrationMode(OrchestrationMode.Uniform)
            .overprovision(false)
            .singlePlacementGroup(false)
            .platformFaultDomainCount(1)
            .upgradePolicy(UpgradePolicyArgs.builder().mode(UpgradeMode.Manual).build())
            .virtualMachineProfile(machine(name, args))
            .tags(context.tags());
    if (context.environment().region().hasZones()) {
      builder.zones("1", "2", "3");
    }
    return new VirtualMachineScaleSet(
        name,
        builder.build(),
        CustomResourceOptions.builder()
            .parent(this)
            .ignoreChanges(SET_BY_AZURE_PIPELINES.toArray(String[]::new))
            .build());
  }

  private static VirtualMachineScaleSetVMProfileArgs machine(String name, Args args) {
    return VirtualMachineScaleSetVMProfileArgs.builder()
        .osProfile(system(args))
        .storageProfile(
            VirtualMachineScaleSetStorageProfileArgs.builder()
                .imageReference(
                    // A new machine has the newest patches. No machine is older than one run.
                    ImageReferenceArgs.builder()
                        .publisher("Canonical")
                        .offer("ubuntu-24_04-lts")
                        .sku("server")
                        .version("latest")
                        .build())
                .osDisk(disk())
                .build())
        .networkProfile(network(name, args))
        .securityProfile(
            SecurityProfileArgs.builder()
                .encryptionAtHost(true)
                .securityType(SecurityTypes.TrustedLaunch)
                .uefiSettings(
                    UefiSettingsArgs.builder().secureBootEnabled(true).vTpmEnabled(true).build())
                .build())
        .build();
  }

  private static VirtualMachineScaleSetOSProfileArgs system(Args args) {
    return VirtualMachineScaleSetOSProfileArgs.builder()
        .computerNamePrefix("agent")
        .adminUsername(ADMINISTRATOR)
        .linuxConfiguration(
            LinuxConfigurationArgs.builder()
                .disablePasswordAuthentication(true)
                .provisionVMAgent(true)
                .ssh(
                    SshConfigurationArgs.builder()
                        .publicKeys(
                            SshPublicKeyArgs.builder()
                                .path("/home/" + ADMINISTRATOR + "/.ssh/authorized_keys")
                                .keyData(args.settings().sshKey())
                                .build())
                        .build())
                .build())
        .build();
  }

  /**
   * The disk is on the machine's temporary storage: it costs nothing, and its content is deleted
   * with the machine. The class of the disk has no effect on it, but Azure requires one. Source:
   * Microsoft Learn, "Ephemeral OS disks for Azure VMs".
   */
  private static VirtualMachineScaleSetOSDiskArgs disk() {
    return VirtualMachineScaleSetOSDiskArgs.builder()
        .createOption(DiskCreateOptionTypes.FromImage)
        .caching(CachingTypes.ReadOnly)
        .managedDisk(
            VirtualMachineScaleSetManagedDiskParametersArgs.builder()
                .storageAccountType(StorageAccountTypes.Standard_LRS)
                .build())
        .diffDiskSettings(
            DiffDiskSettingsArgs.builder()
                .option(DiffDiskOptions.Local)
                .placement(DiffDiskPlacement.ResourceDisk)
                .build())
        .build();
  }

  private static VirtualMachineScaleSetNetworkProfileArgs network(String name, Args args) {
    return VirtualMachineScaleSetNetworkProfileArgs.builder()
        .networkInterfaceConfigurations(
            VirtualMachineScaleSetNetworkConfigurationArgs.builder()
                .name(name)
                .primary(true)
                .ipConfigurations(
                    VirtualMachineScaleSetIPConfigurationArgs.builder()
                        .name(name)
                        .primary(true)
                        .subnet(ApiEntityReferenceArgs.builder().id(args.subnetId()).build())
                        .build())
                .build())
        .build();
  }

  /**
   * Installs the tools of an agent on each new machine. It is a separate resource, because Azure
   * Pipelines adds its own extension to the scale set, and an update of a list of extensions
   * deletes those that the list does not contain.
   */
  private void tools(String name, ResourceContext context) {
    new VirtualMachineScaleSetExtension(
        name + "-tools",
        com.pulumi.azurenative.compute.VirtualMachineScaleSetExtensionArgs.builder()
            .vmssExtensionName("tools")
            .vmScaleSetName(scaleSet.name())
            .resourceGroupName(context.resourceGroup())
            .publisher("Microsoft.Azure.Extensions")
            .type("CustomScript")
            .typeHandlerVersion("2.1")
            .autoUpgradeMinorVersion(true)
            .settings(Map.of("script", AgentScript.encoded()))
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }
}

package io.quarterdeck.infra;

import com.pulumi.azurenative.keyvault.Provider;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.foundation.PlatformSystem;
import io.quarterdeck.infra.foundation.context.SignedIn;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.naming.ResourceNames;
import io.quarterdeck.infra.foundation.network.NetworkUse;
import io.quarterdeck.infra.foundation.storage.LakeUse;
import io.quarterdeck.infra.settings.Settings;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Creates one environment: the foundation, the enabled systems, and their monitoring. */
final class Platform {
  private Platform() {}

  /**
   * Creates all resources, and returns what the foundation and the systems declare.
   *
   * @param keyVault the provider of Key Vault's resources
   */
  static Declarations create(
      Settings settings, SignedIn signedIn, Provider keyVault, YearMonth month) {
    List<PlatformSystem> systems = Systems.of(settings.systems());
    Foundation foundation =
        new Foundation(
            settings,
            signedIn,
            keyVault,
            month,
            lakeUse(systems, settings, signedIn),
            NetworkUse.all(systems.stream().map(system -> system.network(settings)).toList()));
    List<Declarations> declared = new ArrayList<>();
    declared.add(foundation.declarations());
    declared.add(
        new Declarations()
            .output(StackOutput.SYSTEMS, PlatformSystemName.format(settings.systems())));
    systems.forEach(system -> declared.add(system.compose(foundation, settings)));
    Declarations all = Declarations.all(declared);
    Observation.create(settings, foundation, all, month);
    return all;
  }

  private static LakeUse lakeUse(
      List<PlatformSystem> systems, Settings settings, SignedIn signedIn) {
    ResourceNames names = ResourceNames.of(settings.environment(), signedIn.subscriptionId());
    return new LakeUse(
        systems.stream().flatMap(system -> system.containers(settings).stream()).toList(),
        systems.stream().flatMap(system -> system.lakeReaders(names).stream()).toList());
  }
}

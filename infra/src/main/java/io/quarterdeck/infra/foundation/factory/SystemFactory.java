package io.quarterdeck.infra.foundation.factory;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.encryption.EncryptionKeys;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * The data factory of a system, with its key, its network and its roles. Each system that copies
 * data has its own factory (decision 124).
 */
public final class SystemFactory {
  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  /**
   * What the factory needs.
   *
   * @param keys the customer-managed keys, if there are any
   * @param targets the services to which the factory connects
   * @param endpoints the order of the endpoints of all factories
   * @param landingId the container to which the factory copies
   * @param passwordId the secret with the password of a source, if there is one
   */
  public record Args(
      FactoryNames names,
      ResourceContext context,
      Settings settings,
      Optional<EncryptionKeys> keys,
      DataProtection protection,
      Identities identities,
      List<FactoryTarget> targets,
      ResourceSequence endpoints,
      Output<String> landingId,
      Optional<Output<String>> passwordId) {
    public Args {
      targets = List.copyOf(targets);
    }
  }

  private final DataFactory factory;

  /** Creates the resources. */
  public SystemFactory(Args args) {
    FactoryNames names = args.names();
    Optional<IdentityKey> key =
        args.keys().map(keys -> keys.create(names.key(), DataFactory.KEY_BITS));
    factory =
        new DataFactory(
            names.logical(),
            new DataFactory.Args(names, args.context(), args.settings(), key, args.protection()),
            TOP);
    new FactoryNetwork(
        names.logical() + "-network",
        new FactoryNetwork.Args(
            names, args.context(), factory.outputs(), args.targets(), args.endpoints()),
        TOP);
    new FactoryGrants(
        names.logical() + "-grants",
        new FactoryGrants.Args(
            names,
            args.context(),
            args.settings().identity(),
            args.identities(),
            factory.outputs(),
            args.landingId(),
            args.passwordId()),
        TOP);
  }

  /** Returns the outputs of the factory. */
  public DataFactory.Outputs outputs() {
    return factory.outputs();
  }

  /** Returns the diagnostics and the alerts of the factory. */
  public Declarations declarations() {
    return factory.declarations();
  }
}

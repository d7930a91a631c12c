package io.quarterdeck.infra.foundation.encryption;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;

/**
 * A customer-managed key that one service may use.
 *
 * @param id the id in Resource Manager, which is the scope of role assignments
 * @param vaultUri the URI of the vault; it ends with a slash
 * @param name the name in the vault
 * @param uri the URI without a version; a service that gets it uses the newest version
 * @param version the version at the last update of the stack
 * @param granted the role assignment that the service needs before it uses the key
 */
public record CustomerKey(
    Output<String> id,
    Output<String> vaultUri,
    Output<String> name,
    Output<String> uri,
    Output<String> version,
    Resource granted) {}

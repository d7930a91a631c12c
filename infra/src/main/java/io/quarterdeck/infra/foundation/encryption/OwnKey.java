package io.quarterdeck.infra.foundation.encryption;

import com.pulumi.core.Output;

/**
 * A customer-managed key that a service uses with its own identity.
 *
 * @param id the id in Resource Manager, which is the scope of the right to use the key
 * @param uri the URI without a version
 */
public record OwnKey(Output<String> id, Output<String> uri) {}

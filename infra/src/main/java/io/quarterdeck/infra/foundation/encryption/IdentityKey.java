package io.quarterdeck.infra.foundation.encryption;

import com.pulumi.core.Output;

/**
 * A customer-managed key that a service uses with a managed identity of the platform.
 *
 * @param identityId the id of the identity in Resource Manager
 */
public record IdentityKey(CustomerKey key, Output<String> identityId) {}

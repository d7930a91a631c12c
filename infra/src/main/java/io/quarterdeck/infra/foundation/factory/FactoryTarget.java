package io.quarterdeck.infra.foundation.factory;

import com.pulumi.core.Output;

/**
 * A service to which a data factory connects through a managed private endpoint.
 *
 * @param name the name of the endpoint
 * @param id the id of the service's resource
 * @param groupId the sub-resource of the service
 */
public record FactoryTarget(String name, Output<String> id, String groupId) {}

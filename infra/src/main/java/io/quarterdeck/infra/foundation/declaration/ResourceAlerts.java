package io.quarterdeck.infra.foundation.declaration;

import com.pulumi.core.Output;
import java.util.List;

/**
 * The metric alerts of one resource.
 *
 * @param subject the first part of the alerts' names, such as {@code postgres}
 * @param resourceType the resource's type in Azure, which is the namespace of its metrics
 * @param resourceId the resource's id
 */
public record ResourceAlerts(
    String subject, String resourceType, Output<String> resourceId, List<MetricRule> rules) {}

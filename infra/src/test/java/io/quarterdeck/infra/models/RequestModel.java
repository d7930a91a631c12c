package io.quarterdeck.infra.models;

import io.quarterdeck.infra.arm.ArmRequest;
import java.util.List;

/** What Microsoft publishes about the request that creates or updates a type of resource. */
sealed interface RequestModel permits DeploymentModel, JavaModel, PublishedRequest {
  /** Returns the API version that the model describes. */
  String apiVersion();

  /** Returns the problems of a request; empty if the model accepts it completely. */
  List<String> findings(ArmRequest request);
}

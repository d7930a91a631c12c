package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.compute.AzureAttributes;
import com.databricks.sdk.service.compute.AzureAvailability;

/** How Databricks chooses the machines of a cluster. */
public final class MachineAttributes {
  /** The number of on-demand machines. The first machine is the driver. */
  private static final long ON_DEMAND_DRIVER = 1;

  /** A maximum price of -1 means the on-demand price. */
  private static final double ON_DEMAND_PRICE = -1;

  private MachineAttributes() {}

  /** Returns the attributes of a cluster with these machines. */
  public static AzureAttributes of(JobOptions.Machines machines) {
    return switch (machines) {
      case SPOT_WITH_FALLBACK ->
          new AzureAttributes()
              .setAvailability(AzureAvailability.SPOT_WITH_FALLBACK_AZURE)
              .setFirstOnDemand(ON_DEMAND_DRIVER)
              .setSpotBidMaxPrice(ON_DEMAND_PRICE);
      case ON_DEMAND -> new AzureAttributes().setAvailability(AzureAvailability.ON_DEMAND_AZURE);
    };
  }
}

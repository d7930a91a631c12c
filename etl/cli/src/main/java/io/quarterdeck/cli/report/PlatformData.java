package io.quarterdeck.cli.report;

import io.quarterdeck.azure.prices.MonthlyCost;
import java.util.List;
import java.util.Optional;

/**
 * The data of the report about the platform. The report escapes all texts.
 *
 * @param environment the output {@code environment}
 * @param region Azure's name of the region
 * @param resources the resources
 * @param cost the estimated cost of a month; it has no parts for the local stack
 * @param missing for each system without results, the reason
 * @param steps the steps of the last bootstrap; empty if none ran
 * @param next the commands to try next
 */
record PlatformData(
    String environment,
    String region,
    Resources resources,
    MonthlyCost cost,
    List<String> missing,
    List<ReportData.Step> steps,
    List<Command> next) {
  /**
   * The resources of the stack's resource group.
   *
   * @param resources all resources; if they cannot be listed, those of the stack outputs
   * @param unlisted why they cannot be listed
   * @param portal whether Azure's portal shows them
   */
  record Resources(List<Resource> resources, Optional<String> unlisted, Portal portal) {}

  /** A resource. */
  record Resource(String name, String type, String location, String id) {}

  /** Whether Azure's portal shows the resources. */
  sealed interface Portal {
    /**
     * The portal of the public cloud.
     *
     * @param tenant the id of the tenant; empty if the token does not contain it
     */
    record Public(Optional<String> tenant) implements Portal {
      /**
       * Returns the address of a resource in the portal. Without a tenant, the portal uses the
       * directory that the user selected last. The form is the one that tools for Azure use, such
       * as asw101/gist, 200100-azp/azp.sh.
       */
      String address(String id) {
        return "https://portal.azure.com/#"
            + tenant.map(value -> "@" + value + "/").orElse("")
            + "resource"
            + id;
      }
    }

    /** The resources are emulated on this machine. */
    record None() implements Portal {}
  }

  /** A command and what it does. */
  record Command(String command, String what) {}
}

package io.quarterdeck.cli.doctor;

import java.util.List;

/**
 * Checks that a deployment does not move an environment to another region, which would replace all
 * its resources.
 *
 * @param needs the check of the subscription
 */
record DeployLocationCheck(List<String> needs, DeployTarget target) implements Check {
  static final String NAME = "location";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    if (target.group().isPresent()) {
      return Finding.ok("the environment is in " + target.location());
    }
    return target.environmentGroups().stream()
        .findFirst()
        .map(
            group -> {
              String found = group.location();
              return Finding.failed(
                  "Cannot deploy to %s: the resource group %s of the environment is in %s; expected"
                          .formatted(target.location(), group.name(), found)
                      + " the same region",
                  "Run: pulumi config set quarterdeck:location %s --stack %s. To move an environment, follow docs/runbooks/new-region.md."
                      .formatted(found, target.settings().stack()));
            })
        .orElseGet(() -> Finding.ok(target.location() + ", where the environment is new"));
  }
}

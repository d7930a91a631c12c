package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.stack.RecreateAdvice;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks a resource that an output identifies by one of its properties instead of its id: it exists
 * in the resource group and has the expected state.
 *
 * @param name the check's name
 * @param pages lists the resources of the type in the resource group
 * @param property the name of the property in {@code properties}
 * @param values the accepted values of the property, ignoring case; messages show the first
 * @param state the expected state
 */
record ListedResourceCheck(
    String name,
    Supplier<List<ArmAnswer>> pages,
    String property,
    List<String> values,
    ResourceState state,
    ResourceManager manager)
    implements CheckInResourceGroup {
  @Override
  public Finding look() {
    List<ArmAnswer> listed = pages.get();
    ArmAnswer last = listed.get(listed.size() - 1);
    if (!last.succeeded()) {
      return Refused.finding(last, RecreateAdvice.of(manager.endpoint()));
    }
    Optional<ArmAnswer> resource =
        listed.stream()
            .flatMap(page -> page.values().stream())
            .filter(each -> each.text("properties", property).filter(this::isOurs).isPresent())
            .findFirst();
    return resource
        .map(state::of)
        .orElseGet(
            () ->
                Finding.failed(
                    "the resource group has none whose " + property + " is " + values.get(0),
                    RecreateAdvice.of(manager.endpoint())));
  }

  private boolean isOurs(String found) {
    return values.stream().anyMatch(found::equalsIgnoreCase);
  }
}

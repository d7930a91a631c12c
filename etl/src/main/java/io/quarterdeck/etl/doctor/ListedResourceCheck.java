package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.ArmAnswer;
import io.quarterdeck.etl.azure.ResourceManager;
import io.quarterdeck.etl.stack.RecreateAdvice;
import java.util.List;
import java.util.Optional;

/**
 * A resource that an output describes by one of its properties, not by its id, exists in the
 * resource group and is in order.
 *
 * @param name the check's
 * @param collection where it is listed: the group's id, provider and type
 * @param apiVersion the version that the Pulumi program writes it with
 * @param property of {@code properties}
 * @param values what the property may be, in any case; the first is the usual one
 * @param state the state that is expected
 */
record ListedResourceCheck(
    String name,
    String collection,
    String apiVersion,
    String property,
    List<String> values,
    ResourceState state,
    ResourceManager manager)
    implements Check {
  @Override
  public List<String> needs() {
    return List.of(ResourceGroupCheck.NAME);
  }

  @Override
  public Finding look() {
    List<ArmAnswer> pages = manager.pages(collection, apiVersion);
    ArmAnswer last = pages.get(pages.size() - 1);
    if (!last.succeeded()) {
      return Refused.finding(last, RecreateAdvice.of(manager.endpoint()));
    }
    Optional<ArmAnswer> resource =
        pages.stream()
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

package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.dataset.Expectation.Violation;
import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses {@code expect: …}. */
final class ExpectationsSection {
  private static final List<String> KEYS = List.of("name", "that", "otherwise");

  private ExpectationsSection() {}

  /** Parses the expectations. Leaves out invalid ones and records their problems. */
  static List<Expectation> read(YamlValue field) {
    List<Expectation> expectations = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue item : field.items("a list of expectations").orElse(List.of())) {
      YamlSection.open(item, KEYS)
          .flatMap(ExpectationsSection::expectation)
          .ifPresent(
              expectation -> {
                if (!names.add(expectation.name())) {
                  item.problem("the name '" + expectation.name() + "' again", "a name of its own");
                }
                expectations.add(expectation);
              });
    }
    return List.copyOf(expectations);
  }

  private static Optional<Expectation> expectation(YamlSection section) {
    Optional<String> name = section.required("name").flatMap(field -> field.text("a name"));
    Optional<String> that =
        section.required("that").flatMap(field -> field.text("an expression of Spark SQL"));
    Optional<Violation> otherwise =
        section
            .required("otherwise")
            .flatMap(field -> LakeDatasetSection.one(field, Violation.values()));
    if (name.isEmpty() || that.isEmpty() || otherwise.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Expectation(name.get(), that.get(), otherwise.get()));
  }
}

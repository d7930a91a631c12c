package io.quarterdeck.local.authorization;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The operators of conditions that compare the attributes of a role assignment. Each of these
 * attributes has one value, and its case is ignored. Therefore {@code ForAnyOfAnyValues} means that
 * the value equals one of the given values, and {@code ForAnyOfAllValues} with a negative operator
 * that it equals none of them.
 */
enum ConditionOperator {
  EQUAL("GuidEquals", "StringEqualsIgnoreCase"),
  ANY_EQUAL("ForAnyOfAnyValues:GuidEquals", "ForAnyOfAnyValues:StringEqualsIgnoreCase"),
  NOT_EQUAL("GuidNotEquals", "StringNotEqualsIgnoreCase"),
  ALL_NOT_EQUAL("ForAnyOfAllValues:GuidNotEquals", "ForAnyOfAllValues:StringNotEqualsIgnoreCase");

  private final String ofIds;
  private final String ofTexts;

  ConditionOperator(String ofIds, String ofTexts) {
    this.ofIds = ofIds;
    this.ofTexts = ofTexts;
  }

  /** Returns whether the operator holds between the value of an attribute and the given values. */
  boolean holds(String found, List<String> values) {
    boolean contained = values.stream().anyMatch(found::equalsIgnoreCase);
    return switch (this) {
      case EQUAL, ANY_EQUAL -> contained;
      case NOT_EQUAL, ALL_NOT_EQUAL -> !contained;
    };
  }

  static Optional<ConditionOperator> named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.ofIds.equalsIgnoreCase(name) || each.ofTexts.equalsIgnoreCase(name))
        .findAny();
  }
}

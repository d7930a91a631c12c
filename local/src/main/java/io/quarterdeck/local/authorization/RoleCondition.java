package io.quarterdeck.local.authorization;

import java.util.List;

/**
 * The condition of a role assignment, version 2.0: the part of the language with which the
 * management of role assignments is delegated ("Azure role assignment condition format and syntax",
 * /azure/role-based-access-control/conditions-format). {@link ConditionParser} reads it.
 */
sealed interface RoleCondition {
  boolean isMet(AccessRequest request);

  /** Whether the requested action matches a pattern. */
  record ActionMatches(ActionPattern pattern) implements RoleCondition {
    @Override
    public boolean isMet(AccessRequest request) {
      return pattern.matches(request.action());
    }
  }

  /** The negation. */
  record Not(RoleCondition inner) implements RoleCondition {
    @Override
    public boolean isMet(AccessRequest request) {
      return !inner.isMet(request);
    }
  }

  /** Whether all parts are met. */
  record All(List<RoleCondition> parts) implements RoleCondition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean isMet(AccessRequest request) {
      return parts.stream().allMatch(part -> part.isMet(request));
    }
  }

  /** Whether one of the parts is met. */
  record Any(List<RoleCondition> parts) implements RoleCondition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean isMet(AccessRequest request) {
      return parts.stream().anyMatch(part -> part.isMet(request));
    }
  }

  /** The comparison of an attribute with values. It is not met if the attribute does not exist. */
  record Comparison(String attribute, ConditionOperator operator, List<String> values)
      implements RoleCondition {
    public Comparison {
      values = List.copyOf(values);
    }

    @Override
    public boolean isMet(AccessRequest request) {
      String found = request.attributes().get(attribute);
      return found != null && operator.holds(found, values);
    }
  }
}

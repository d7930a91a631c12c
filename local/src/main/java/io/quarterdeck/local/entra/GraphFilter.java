package io.quarterdeck.local.entra;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code $filter} of a list in Microsoft Graph, in the forms that the Azure CLI sends. Text is
 * compared case-insensitively, as in Graph.
 */
final class GraphFilter {
  private static final Pattern EQUALS = Pattern.compile("(\\w+) eq '((?:[^']|'')*)'");
  private static final Pattern STARTS =
      Pattern.compile("startswith\\((\\w+), ?'((?:[^']|'')*)'\\)");
  private static final Pattern ANY =
      Pattern.compile("(\\w+)/any\\((\\w+): ?\\2 eq '((?:[^']|'')*)'\\)");

  private GraphFilter() {}

  /** Returns the objects that a filter selects; without a filter, all. */
  static Predicate<JsonObject> of(Optional<String> filter) {
    if (filter.isEmpty()) {
      return any -> true;
    }
    List<Predicate<JsonObject>> terms = new ArrayList<>();
    for (String term : filter.get().split(" and ", -1)) {
      terms.add(term(term.strip()));
    }
    return object -> terms.stream().allMatch(term -> term.test(object));
  }

  private static Predicate<JsonObject> term(String term) {
    Matcher equal = EQUALS.matcher(term);
    if (equal.matches()) {
      return object -> text(object, equal.group(1)).equals(value(equal.group(2)));
    }
    Matcher starts = STARTS.matcher(term);
    if (starts.matches()) {
      return object -> text(object, starts.group(1)).startsWith(value(starts.group(2)));
    }
    Matcher any = ANY.matcher(term);
    if (any.matches()) {
      return object ->
          object.get(any.group(1)) instanceof JsonArray list
              && list.asList().stream()
                  .anyMatch(each -> lower(each.getAsString()).equals(value(any.group(3))));
    }
    throw GraphErrors.unsupportedFilter(term);
  }

  private static String text(JsonObject object, String field) {
    JsonElement value = object.get(field);
    return value != null && value.isJsonPrimitive() ? lower(value.getAsString()) : "";
  }

  private static String value(String quoted) {
    return lower(quoted.replace("''", "'"));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

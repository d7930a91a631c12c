package io.quarterdeck.local.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A page of a list: {@code value}, and {@code nextLink} if there are more items. A page begins
 * after a key rather than at an index, so that items that are added or deleted between two requests
 * do not shift it.
 *
 * @param endpoint the prefix of {@code nextLink}
 * @param call the request for the page
 * @param size the maximum number of items
 */
public record Pages(URI endpoint, Call call, int size) {
  private static final String AFTER = "$skiptoken";

  /**
   * Returns the requested page.
   *
   * @param key a unique key that orders the list
   * @param view converts an item to JSON
   */
  public <T> Answer of(
      List<T> all, Function<T, String> key, Function<T, ? extends JsonElement> view) {
    Optional<String> after = Optional.ofNullable(call.query().get(AFTER));
    List<T> rest =
        all.stream()
            .sorted(Comparator.comparing(key))
            .filter(each -> after.isEmpty() || key.apply(each).compareTo(after.get()) > 0)
            .toList();
    JsonArray value = new JsonArray();
    rest.stream().limit(size).map(view).forEach(value::add);
    JsonObject page = new JsonObject();
    page.add("value", value);
    if (rest.size() > size) {
      page.addProperty("nextLink", next(key.apply(rest.get(size - 1))));
    }
    return Answer.json(page);
  }

  private String next(String last) {
    Map<String, String> query = new TreeMap<>(call.query());
    query.put(AFTER, last);
    return endpoint
        + call.pathText()
        + query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

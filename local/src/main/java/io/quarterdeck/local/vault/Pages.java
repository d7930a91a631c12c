package io.quarterdeck.local.vault;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.quarterdeck.local.standin.http.Answer;
import io.quarterdeck.local.standin.http.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list, with Key Vault's {@code nextLink}. */
record Pages(URI endpoint, Call call) {
  /** "Up to 25 results are returned", the documentation of maxresults. */
  private static final int MOST = 25;

  /**
   * The page that the call asks for.
   *
   * @param key orders the list; the next page begins after the last one's key
   */
  <T> Answer of(List<T> all, Function<T, String> key, Function<T, JsonObject> view) {
    int size = size();
    Optional<String> after = Optional.ofNullable(call.query().get("$skiptoken"));
    List<T> rest =
        all.stream()
            .sorted(Comparator.comparing(key))
            .filter(each -> after.isEmpty() || key.apply(each).compareTo(after.get()) > 0)
            .toList();
    JsonArray value = new JsonArray();
    rest.stream().limit(size).map(view).forEach(value::add);
    JsonObject page = new JsonObject();
    page.add("value", value);
    page.add("nextLink", JsonNull.INSTANCE);
    if (rest.size() > size) {
      page.addProperty("nextLink", next(size, key.apply(rest.get(size - 1))));
    }
    return Answer.json(page);
  }

  private int size() {
    String text = call.query().getOrDefault("maxresults", Integer.toString(MOST));
    if (!text.matches("[1-9]|1\\d|2[0-5]")) {
      throw KeyVaultErrors.bad("Invalid value for maxresults: " + text + "; expected 1 to 25.");
    }
    return Integer.parseInt(text);
  }

  private String next(int size, String last) {
    return endpoint
        + call.pathText()
        + "?api-version="
        + call.query().get("api-version")
        + "&$skiptoken="
        + URLEncoder.encode(last, StandardCharsets.UTF_8)
        + "&maxresults="
        + size;
  }
}

package io.quarterdeck.local.databricks.api;

import io.quarterdeck.local.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list. A token contains the number of previous items; callers must treat it as opaque.
 *
 * @param items the items of this page
 * @param next the token of the next page, if any
 * @param previous the token of the previous page, if any
 */
public record Page<T>(List<T> items, Optional<String> next, Optional<String> previous) {
  private static final String MARK = "quarterdeck:";

  /**
   * Returns the page of the token, or the first page.
   *
   * @throws ApiError if the token is invalid
   */
  public static <T> Page<T> of(List<T> all, int size, Optional<String> token) {
    return at(all, size, token.map(Page::offset).orElse(0));
  }

  /** Returns the page that begins at the offset. */
  public static <T> Page<T> at(List<T> all, int size, int offset) {
    int from = Math.min(offset, all.size());
    int to = Math.min(from + size, all.size());
    return new Page<>(
        all.subList(from, to),
        to < all.size() ? Optional.of(token(to)) : Optional.empty(),
        from > 0 ? Optional.of(token(Math.max(0, from - size))) : Optional.empty());
  }

  private static String token(int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((MARK + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.matches(MARK + "\\d{1,9}")) {
        return Integer.parseInt(text.substring(MARK.length()));
      }
    } catch (IllegalArgumentException e) {
      throw wrong(token);
    }
    throw wrong(token);
  }

  private static ApiError wrong(String token) {
    return DatabricksErrors.invalid(
        "Cannot read the page: found token '"
            + token
            + "'; expected the token of an earlier page.");
  }
}

package io.quarterdeck.local.databricks.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list. A token says how many came before: callers must not look into it.
 *
 * @param items what is on this page
 * @param next the token of the page after, if there is one
 * @param previous the token of the page before, if there is one
 */
public record Page<T>(List<T> items, Optional<String> next, Optional<String> previous) {
  private static final String MARK = "quarterdeck:";

  /**
   * The page that the token names, or the first.
   *
   * @throws ApiError when the token is none of ours
   */
  public static <T> Page<T> of(List<T> all, int size, Optional<String> token) {
    return at(all, size, token.map(Page::offset).orElse(0));
  }

  /** The page that begins there. */
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
    return ApiError.invalid(
        "Cannot read the page: found token '" + token + "'; expected one of an earlier page.");
  }
}

package io.quarterdeck.loader.sample;

import java.util.List;

/** The post types: a small table that does not depend on the seed. */
public final class GeneratedPostTypes {
  /** The columns, in the order of the rows. */
  public static final List<String> COLUMNS = List.of("id", "type");

  private static final List<String> TYPES =
      List.of(
          "Question",
          "Answer",
          "Wiki",
          "TagWikiExcerpt",
          "TagWiki",
          "ModeratorNomination",
          "WikiPlaceholder",
          "PrivilegeWiki");

  private GeneratedPostTypes() {}

  /** Returns all rows. */
  public static List<List<String>> rows() {
    return java.util.stream.IntStream.range(0, TYPES.size())
        .mapToObj(i -> List.of(String.valueOf(i + 1), TYPES.get(i)))
        .toList();
  }
}

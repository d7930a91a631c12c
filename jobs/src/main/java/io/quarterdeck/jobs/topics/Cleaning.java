package io.quarterdeck.jobs.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.feature.StopWordsRemover;

/**
 * The one function that cleans text for training and for scoring: it removes markup, links and all
 * characters that are not letters, and returns words in lower case without stop words.
 */
final class Cleaning {
  private static final Pattern MARKUP = Pattern.compile("<!--.*?-->|<[^<>]*>", Pattern.DOTALL);
  private static final Pattern ENTITY = Pattern.compile("&(#?[a-z0-9]{1,8});");
  private static final Pattern LINK = Pattern.compile("(?:https?|ftp)://\\S+|www\\.\\S+");

  /** Letters of all scripts, with their marks. A range such as A-z would keep brackets and ^. */
  private static final Pattern OTHER_THAN_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

  /** Names of languages that consist of a letter and other characters. */
  private static final Pattern SYMBOLIC =
      Pattern.compile("(?<![\\p{L}\\d])(c#|c\\+\\+|f#)|\\.net\\b");

  private static final Map<String, String> NAMES =
      Map.of("c#", " csharp ", "c++", " cplusplus ", "f#", " fsharp ", ".net", " dotnet ");

  private static final Map<String, String> ENTITIES =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "#39", "'", "nbsp", " ");

  private static final Set<String> STOP_WORDS =
      Set.of(StopWordsRemover.loadDefaultStopWords("english"));

  private static final int LONGEST_WORD = 40;

  private Cleaning() {}

  /**
   * Returns the words of a text.
   *
   * @param html the text, or null for none
   */
  static List<String> words(String html) {
    if (html == null) {
      return List.of();
    }
    String text = MARKUP.matcher(html).replaceAll(" ").toLowerCase(Locale.ROOT);
    text = replace(ENTITY, text, match -> ENTITIES.getOrDefault(match.group(1), " "));
    text = LINK.matcher(text).replaceAll(" ");
    text = replace(SYMBOLIC, text, match -> NAMES.get(match.group()));
    List<String> words = new ArrayList<>();
    for (String word : OTHER_THAN_LETTERS.split(text, -1)) {
      if (!word.isEmpty() && word.length() <= LONGEST_WORD && !STOP_WORDS.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }

  private static String replace(
      Pattern pattern, String text, Function<MatchResult, String> replacement) {
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
  }
}

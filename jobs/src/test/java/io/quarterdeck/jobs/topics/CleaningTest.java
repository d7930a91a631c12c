package io.quarterdeck.jobs.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleaningTest {
  @Test
  void bracketsAndCaretsAreNotLetters() {
    assertThat(Cleaning.words("array[index]^two_three\\four`five"))
        .containsExactly("array", "index", "two", "three", "four", "five");
  }

  @Test
  void markupAndLinksAreRemovedAndTheTextOfCodeIsKept() {
    assertThat(
            Cleaning.words(
                "<p>Read <a href=\"http://example.com/page\">link</a> https://example.org/a?b=[1]"
                    + " <!-- hidden --><code>if (List&lt;String&gt; &amp;&amp; x)</code></p>"))
        .containsExactly("read", "link", "list", "string", "x");
  }

  @Test
  void lettersOfAllScriptsAreKeptAndEmojiAndDigitsAreNot() {
    assertThat(Cleaning.words("Größe 123 ошибка 😀 エラー नमस्ते"))
        .containsExactly("größe", "ошибка", "エラー", "नमस्ते");
  }

  @Test
  void namesOfLanguagesWithOtherCharactersRemainWords() {
    assertThat(Cleaning.words("C# and C++ on .NET, not ABC#"))
        .containsExactly("csharp", "cplusplus", "dotnet", "abc");
  }

  @Test
  void aMissingTextHasNoWords() {
    assertThat(Cleaning.words(null)).isEmpty();
  }

  @Test
  void theTitleCountsMoreAndFrequentTermsAreDamped() {
    assertThat(Terms.of("Gradle", "<p>gradle gradle gradle gradle build</p>"))
        .filteredOn("gradle"::equals)
        .hasSize(3 + 3);
    assertThat(Terms.of("Gradle build", "<p>run</p>"))
        .containsOnly("run", "gradle", "build", "gradle build");
    assertThat(Terms.of(null, "gradle build")).containsExactly("gradle", "build");
  }
}

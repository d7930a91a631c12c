package io.quarterdeck.jobs.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The title and the HTML body of a generated question. */
final class PostWords {
  private static final List<String> COMMON =
      List.of(
          ("need help using my code getting error trying make work value return problem want change"
                  + " file data list page user button read write open close string number method"
                  + " function call result example simple solution possible different multiple"
                  + " create update delete show hide load save send receive server client test"
                  + " build version install run debug print find replace loop time first last")
              .split(" ", -1));

  /** Sentences in other languages, and emoji, which say nothing about the topic. */
  private static final List<String> FOREIGN =
      List.of(
          "Não consigo resolver este problema, alguém pode ajudar?",
          "Почему это не работает и как исправить ошибку?",
          "エラーが出ます。どうすればいいですか。",
          "¿Cómo puedo solucionar este error después de la actualización?",
          "Thanks in advance 😀🚀 any help 🙏",
          "Wie kann ich das lösen? Größere Änderungen möchte ich vermeiden.");

  private static final int TITLE_COMMON = 5;
  private static final int BODY_WORDS = 24;
  private static final int TOPIC_WORDS = 5;

  private final Random random;

  PostWords(Random random) {
    this.random = random;
  }

  String title(List<String> topic) {
    List<String> words = new ArrayList<>(common(TITLE_COMMON));
    words.add(random.nextInt(words.size()), one(topic));
    words.add(random.nextInt(words.size()), one(topic));
    return "How to " + String.join(" ", words) + "?";
  }

  /** Returns the body. It has markup, code, links, and a word of another topic. */
  String body(List<String> topic) {
    List<String> words = new ArrayList<>(common(BODY_WORDS));
    for (int i = 0; i < TOPIC_WORDS; i++) {
      words.add(random.nextInt(words.size()), one(topic));
    }
    PlantedTopic other = PlantedTopic.ALL.get(random.nextInt(PlantedTopic.ALL.size()));
    words.add(one(other.words()));
    String text = String.join(" ", words);
    String foreign = random.nextInt(8) == 0 ? "<p>" + one(FOREIGN) + "</p>\n" : "";
    return "<p>"
        + text
        + ", see <a href=\"https://example.com/q/"
        + random.nextInt(100_000)
        + "\">here</a> or http://example.org/x?y=[1]^2</p>\n"
        + foreign
        + "<pre><code>if (a[0] &lt; b) { "
        + one(topic)
        + "("
        + one(COMMON)
        + "); }</code></pre>";
  }

  private List<String> common(int number) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      words.add(one(COMMON));
    }
    return words;
  }

  private String one(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}

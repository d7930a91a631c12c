package io.quarterdeck.jobs.topics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The labels of a model: the most frequent tags, and {@link #OTHER} as the last one. A question has
 * one label, that of its most frequent tag. It therefore is one row, and cannot be in the training
 * and the held-out posts.
 *
 * @param tags the tags, from the most frequent to the rarest
 */
record TopicLabels(List<String> tags) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The label of questions that have none of the tags. */
  static final String OTHER = "other";

  private static final Pattern TAG = Pattern.compile("[^<>|\\s]+");

  TopicLabels {
    tags = new ArrayList<>(tags);
  }

  /** Returns the tags of a question, written as {@code <a><b>} or {@code a|b}; null for none. */
  static List<String> parse(String tags) {
    List<String> parsed = new ArrayList<>();
    Matcher matcher = TAG.matcher(tags == null ? "" : tags);
    while (matcher.find()) {
      parsed.add(matcher.group());
    }
    return parsed;
  }

  /** Returns the index of a question's label. */
  int index(String tags) {
    return parse(tags).stream()
        .mapToInt(this.tags::indexOf)
        .filter(index -> index >= 0)
        .min()
        .orElse(this.tags.size());
  }

  /** Returns the label of an index. */
  String name(int index) {
    return index < tags.size() ? tags.get(index) : OTHER;
  }

  /** Returns the index of the label that another model calls by this name. */
  int indexOfName(String name) {
    int index = tags.indexOf(name);
    return index < 0 ? tags.size() : index;
  }

  /** Returns the number of labels, including {@link #OTHER}. */
  int size() {
    return tags.size() + 1;
  }
}

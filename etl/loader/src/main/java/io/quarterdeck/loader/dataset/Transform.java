package io.quarterdeck.loader.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A change to the text of a field before the field is validated. */
public sealed interface Transform {
  /** Removes white space from both ends. */
  record Trim() implements Transform {
    @Override
    public String toString() {
      return "trim";
    }
  }

  /** Converts all letters to upper case, as in English. */
  record Upper() implements Transform {
    @Override
    public String toString() {
      return "upper";
    }
  }

  /** Converts all letters to lower case, as in English. */
  record Lower() implements Transform {
    @Override
    public String toString() {
      return "lower";
    }
  }

  /** Removes each occurrence of a text, such as a percent sign. */
  record Remove(String text) implements Transform {
    @Override
    public String toString() {
      return "remove \"" + text + '"';
    }
  }

  /** Replaces a field that equals a key with the value of the key. Other fields do not change. */
  record Replace(Map<String, String> values) implements Transform {
    public Replace {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String toString() {
      return values.entrySet().stream()
          .map(entry -> '"' + entry.getKey() + "\" to \"" + entry.getValue() + '"')
          .collect(Collectors.joining(", ", "map ", ""));
    }
  }
}

package io.quarterdeck.jobs.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Map;

/**
 * The description of a model, the file {@code model.json} in its folder: its labels, its lineage
 * and its quality.
 *
 * @param version the model's version, which is the id of the run that trained it
 * @param trained the end of the training, in UTC; null for models of earlier releases
 * @param tags the tags that the model distinguishes
 * @param postsVersion the Delta version of the posts
 * @param postTypesVersion the Delta version of the post types
 * @param code the version of Quarterdeck and the commit
 * @param spark the version of Spark
 * @param parameters the parameters of the training
 * @param trainingQuestions the number of questions in the training
 * @param heldOutQuestions the number of held-out questions
 * @param features the number of terms; the model has one coefficient for each term and label
 * @param metrics the metrics on the held-out questions, by name
 * @param confusion the confusion matrix
 * @param otherShare the share of the held-out questions that the model assigns to {@code other}.
 *     The shares of later days are compared with it. The share of the label in the training would
 *     differ from them even without a drift, because the training gives rare labels more weight
 * @param words the distribution of words in the training
 */
record ModelCard(
    String version,
    String trained,
    List<String> tags,
    long postsVersion,
    long postTypesVersion,
    String code,
    String spark,
    Map<String, String> parameters,
    long trainingQuestions,
    long heldOutQuestions,
    int features,
    Map<String, Double> metrics,
    List<Evaluation.Cell> confusion,
    double otherShare,
    Map<String, Double> words) {
  private static final ObjectMapper JSON = new ObjectMapper();

  TopicLabels labels() {
    return new TopicLabels(tags);
  }

  String json() {
    return write(this);
  }

  static ModelCard parse(String json) {
    return parse(json, ModelCard.class);
  }

  static String write(Object value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> T parse(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw Failure.causedBy(
          e,
          "Cannot read a file of a model: found %s; expected the JSON that a training writes."
              + " Restore the file, or train again.",
          e.getOriginalMessage());
    }
  }
}

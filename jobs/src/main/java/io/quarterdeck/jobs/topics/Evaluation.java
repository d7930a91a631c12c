package io.quarterdeck.jobs.topics;

import java.util.List;

/**
 * How well labels were predicted for held-out questions.
 *
 * @param cells the confusion matrix: the number of questions for each pair of labels that occurs
 * @param amongThree the number of questions whose label is among the three most probable ones
 */
record Evaluation(List<Cell> cells, long amongThree) {
  /**
   * A cell of the confusion matrix.
   *
   * @param label the label of the questions
   * @param predicted the predicted label
   * @param questions the number of questions
   */
  record Cell(int label, int predicted, long questions) {}

  /** Returns the number of questions. */
  long questions() {
    return cells.stream().mapToLong(Cell::questions).sum();
  }

  /** Returns the share of questions whose label was predicted, from 0 to 1. */
  double accuracy() {
    long right =
        cells.stream()
            .filter(cell -> cell.label() == cell.predicted())
            .mapToLong(Cell::questions)
            .sum();
    return share(right, questions());
  }

  /** Returns the share of questions whose label is among the three most probable ones. */
  double topThreeAccuracy() {
    return share(amongThree, questions());
  }

  /** Returns the share of questions for which a label was predicted, from 0 to 1. */
  double predictedShare(int label) {
    return share(
        cells.stream().filter(cell -> cell.predicted() == label).mapToLong(Cell::questions).sum(),
        questions());
  }

  /**
   * Returns the mean of the F1 scores of all labels, weighted with the number of their questions.
   * The F1 score is the harmonic mean of precision and recall.
   */
  double weightedF1() {
    double sum = 0;
    for (int label : cells.stream().mapToInt(Cell::label).distinct().toArray()) {
      long actual = 0;
      long predicted = 0;
      long both = 0;
      for (Cell cell : cells) {
        actual += cell.label() == label ? cell.questions() : 0;
        predicted += cell.predicted() == label ? cell.questions() : 0;
        both += cell.label() == label && cell.predicted() == label ? cell.questions() : 0;
      }
      sum += actual * share(2 * both, actual + predicted);
    }
    return questions() == 0 ? 0 : sum / questions();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}

package io.quarterdeck.cli.newdataset;

/**
 * Makes the number columns of a file agree. In a file with decimal commas, 1.234 has a thousands
 * separator; between semicolons, 1,234 has a decimal comma.
 */
final class CommaStyle {
  private CommaStyle() {}

  static void agree(RecordSample sample) {
    boolean semicolons = sample.dialect().delimiter() == ';';
    for (ColumnGuess column : sample.columns()) {
      ColumnFacts.Numbers commas = column.facts.numbers(NumberForm.DECIMAL_COMMA);
      boolean both =
          commas.count > 0 && commas.count == column.facts.present() && commas.scale == 3;
      if (column.form == NumberForm.COMMA_GROUPS && both) {
        if (semicolons) {
          change(
              column,
              NumberForm.DECIMAL_COMMA,
              "a comma is the decimal character between semicolons");
        } else {
          column.evidence.add("if the comma is the decimal character, use decimal: \",\"");
        }
      }
    }
    boolean comma = sample.columns().stream().anyMatch(column -> column.form.decimal() == ',');
    for (ColumnGuess column : sample.columns()) {
      boolean grouped =
          column.facts.threeDigitFractions > 0
              && column.facts.threeDigitFractions + column.facts.wholes >= column.facts.present();
      if (comma && column.isNumber() && column.form == NumberForm.PLAIN && grouped) {
        change(
            column,
            NumberForm.POINT_GROUPS,
            "the file has decimal commas, so a point separates thousands");
      }
    }
  }

  private static void change(ColumnGuess column, NumberForm form, String evidence) {
    column.form = form;
    column.type = TypeGuess.type(column.facts.numbers(form));
    column.evidence.add(evidence);
  }
}

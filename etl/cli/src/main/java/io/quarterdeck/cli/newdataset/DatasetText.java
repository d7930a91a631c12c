package io.quarterdeck.cli.newdataset;

import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.loader.profile.ColumnProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a draft as a dataset file, with a comment for each guess. */
final class DatasetText {
  private static final int COMMENT_WIDTH = 96;
  private static final int MOST_SHOWN = 40;
  private static final int WORDS_PER_INDEX = 2;

  private final DatasetDraft draft;
  private final Optional<DatasetCheck.Result> result;
  private final Map<String, ColumnProfile> profiles;
  private final StringBuilder yaml = new StringBuilder();

  /**
   * Creates a writer.
   *
   * @param result what the check found; without it, the text has no comments and no keys
   */
  DatasetText(DatasetDraft draft, Optional<DatasetCheck.Result> result) {
    this.draft = draft;
    this.result = result;
    this.profiles = result.map(DatasetDraft::profiles).orElse(Map.of());
  }

  /** The text of the file. */
  String write() {
    if (result.isPresent()) {
      heading(result.get());
    }
    yaml.append("name: ").append(draft.name()).append('\n');
    yaml.append("table: ").append(draft.table()).append('\n');
    dialect();
    yaml.append("columns:\n");
    draft.sample().columns().forEach(this::column);
    if (result.isPresent()) {
      keys(result.get());
    }
    return yaml.toString();
  }

  private void heading(DatasetCheck.Result found) {
    RecordSample sample = draft.sample();
    String rows = String.format(Locale.ROOT, "%,d rows", found.summary().rowsRead());
    comment(
        "",
        "Described by quarterdeck %s new-dataset from %s (%s). Each comment gives the evidence of a"
                .formatted(ToolVersion.current(), draft.file().getFileName(), rows)
            + " guess. Check the guesses, then delete the comments.");
    if (sample.extent() == RecordSample.Extent.FIRST_ROWS) {
      comment(
          "",
          String.format(
              Locale.ROOT,
              "Types were guessed from the first %,d rows, and checked against the whole file.",
              sample.rows()));
    }
    if (found.summary().rowsRejected() > 0) {
      comment(
          "",
          String.format(
              Locale.ROOT,
              "%,d rows fit no description: use --max-rejects, or correct the file.",
              found.summary().rowsRejected()));
    }
  }

  private void dialect() {
    RecordSample sample = draft.sample();
    Map<String, String> csv = new LinkedHashMap<>();
    if (!sample.encoding().charset().equals(StandardCharsets.UTF_8)) {
      explain("", "encoding: " + sample.encoding().evidence());
      csv.put("encoding", sample.encoding().charset().name());
    }
    if (sample.dialect().skippedLines() > 0) {
      csv.put("skipLines", String.valueOf(sample.dialect().skippedLines()));
    }
    explain("", "delimiter: " + sample.dialect().evidence());
    csv.put("delimiter", delimiter(sample.dialect().delimiter()));
    if (!sample.dialect().quoted()) {
      csv.put("quote", "none");
    }
    if (sample.dialect().escaped()) {
      csv.put("escape", quoted("\\"));
    }
    List<String> nulls = new ArrayList<>(List.of(""));
    nulls.addAll(draft.nullValues());
    if (nulls.size() > 1) {
      csv.put("nullValues", list(nulls.stream().map(DatasetText::quoted).toList()));
    }
    yaml.append("csv: ").append(map(csv)).append('\n');
  }

  private static String delimiter(char delimiter) {
    return switch (delimiter) {
      case '\t' -> "tab";
      case ';' -> "semicolon";
      case '|' -> "pipe";
      case ' ' -> "space";
      default -> "\",\"";
    };
  }

  private void column(ColumnGuess column) {
    if (column.isAmbiguous()) {
      explain(
          "  ",
          "AMBIGUOUS: every value fits day first and month first (such as "
              + column.ambiguousExample()
              + "). Check the order.");
    }
    List<String> evidence = new ArrayList<>(column.evidence);
    Optional.ofNullable(profiles.get(column.name)).map(this::extent).ifPresent(evidence::add);
    if (column.facts.isUnique() && isWhole()) {
      evidence.add("every value occurs once");
    }
    explain("  ", String.join("; ", evidence));
    yaml.append("  - ").append(map(keys(column))).append('\n');
  }

  private Map<String, String> keys(ColumnGuess column) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("name", scalar(column.name));
    if (column.byPosition) {
      keys.put("position", String.valueOf(column.position));
    } else if (!column.header.strip().equals(column.name)) {
      keys.put("source", scalar(column.header.strip()));
    }
    keys.put("type", column.type.contains("(") ? quoted(column.type) : column.type);
    if (!column.formats.isEmpty()) {
      List<String> formats = column.formats.stream().map(DatasetText::quoted).toList();
      keys.put("format", formats.size() == 1 ? formats.get(0) : list(formats));
    }
    if (column.form.decimal() == ',') {
      keys.put("decimal", "\",\"");
    }
    if (!column.form.thousands().isEmpty()) {
      keys.put("thousands", quoted(column.form.thousands()));
    }
    transforms(column).ifPresent(text -> keys.put("transform", text));
    if (!column.nullable) {
      keys.put("nullable", "false");
    }
    column.min.ifPresent(min -> keys.put("min", min));
    return keys;
  }

  private static Optional<String> transforms(ColumnGuess column) {
    List<String> transforms = new ArrayList<>();
    if (column.trim) {
      transforms.add("trim");
    }
    column.removed.forEach(text -> transforms.add("{remove: " + quoted(text) + "}"));
    if (!column.removed.isEmpty() && !column.trim) {
      transforms.add("trim");
    }
    if (!column.mapped.isEmpty()) {
      transforms.add(
          column.mapped.entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
              .collect(Collectors.joining(", ", "{map: {", "}}")));
    }
    return transforms.isEmpty() ? Optional.empty() : Optional.of(list(transforms));
  }

  private String extent(ColumnProfile profile) {
    if (profile.values() == 0) {
      return "no values";
    }
    String distinct =
        String.format(
            Locale.ROOT,
            "%,d different %s",
            profile.distinct(),
            profile.distinct() == 1 ? "value" : "values");
    String range =
        "%s to %s".formatted(shown(profile.min().orElse("")), shown(profile.max().orElse("")));
    String nulls =
        profile.nulls() == 0 ? "" : String.format(Locale.ROOT, ", %,d null", profile.nulls());
    return distinct + nulls + ", " + range;
  }

  private static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "…";
  }

  private void keys(DatasetCheck.Result found) {
    List<String> indexes = new ArrayList<>();
    Optional<ColumnGuess> key =
        draft.sample().columns().stream()
            .filter(column -> column.facts.isUnique() && isWhole())
            .filter(column -> !column.type.equals("double") && !column.type.startsWith("decimal"))
            .findFirst();
    key.ifPresent(column -> indexes.add(column.name));
    Optional<ExportGuess> export =
        ExportGuess.of(draft.sample().columns(), profiles, found.summary().rowsLoaded());
    export.ifPresent(guess -> indexes.add(guess.by().get(0)));
    List<String> different =
        indexes.stream().distinct().limit(WORDS_PER_INDEX).map(name -> "[" + name + "]").toList();
    if (!different.isEmpty()) {
      explain(
          "",
          key.map(column -> column.name + " identifies a row. ").orElse("")
              + "An index makes queries on its columns fast.");
      yaml.append("indexes: ").append(list(different)).append('\n');
    }
    explain("", "replace: a load replaces the rows of earlier loads. append: it adds its rows.");
    yaml.append("mode: replace\n");
    export.ifPresentOrElse(this::export, this::noExport);
  }

  private void export(ExportGuess guess) {
    explain("", "The aggregates: sums by these columns and by period.");
    yaml.append("export:\n  by: ").append(list(guess.by())).append('\n');
    yaml.append("  period: {column: ").append(guess.period()).append(", every: ");
    yaml.append(guess.every()).append("}\n  sum: ").append(list(guess.sum())).append('\n');
  }

  private void noExport() {
    explain(
        "",
        "No aggregates: they need a date, a column with few different texts, and a number to sum."
            + " The export writes the rows as Parquet.");
  }

  private boolean isWhole() {
    return draft.sample().extent() == RecordSample.Extent.WHOLE_FILE;
  }

  private void explain(String indent, String text) {
    if (result.isPresent() && !text.isEmpty()) {
      comment(indent, text);
    }
  }

  /** Writes a comment, wrapped at spaces. */
  private void comment(String indent, String text) {
    String rest = text.replaceAll("[\\r\\n\\u0085\\u2028\\u2029]", " ");
    while (rest.length() > COMMENT_WIDTH) {
      int space = rest.lastIndexOf(' ', COMMENT_WIDTH);
      int cut = space <= 0 ? COMMENT_WIDTH : space;
      yaml.append(indent).append("# ").append(rest, 0, cut).append('\n');
      rest = rest.substring(cut).strip();
    }
    yaml.append(indent).append("# ").append(rest).append('\n');
  }

  private static String map(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String list(List<String> items) {
    return "[" + String.join(", ", items) + "]";
  }

  private static String scalar(String text) {
    boolean plain =
        text.matches("[A-Za-z_][A-Za-z0-9_]*")
            && !text.toLowerCase(Locale.ROOT).matches("null|true|false|yes|no|on|off|y|n");
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char single = text.charAt(index);
      if (single == '"' || single == '\\') {
        quoted.append('\\').append(single);
      } else if (Character.isISOControl(single) || !Character.isDefined(single)) {
        quoted.append("\\u%04x".formatted((int) single));
      } else {
        quoted.append(single);
      }
    }
    return quoted.append('"').toString();
  }
}

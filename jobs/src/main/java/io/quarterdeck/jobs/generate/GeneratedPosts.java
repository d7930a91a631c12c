package io.quarterdeck.jobs.generate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The posts of a day, as text in 17 columns. The same seed, day and number of a row always give the
 * same row, so rows can be generated in parallel. {@link Random} is used because its documentation
 * defines its numbers. Immutable and thread-safe.
 *
 * @param seed any number
 * @param day the day of the posts
 */
public record GeneratedPosts(long seed, LocalDate day) implements java.io.Serializable {
  /** The columns, in the order of the rows. */
  public static final List<String> COLUMNS =
      List.of(
          ("id post_type_id title body tags creation_date last_activity_date last_edit_date"
                  + " last_editor_user_id owner_user_id parent_id accepted_answer_id score"
                  + " view_count answer_count comment_count favorite_count")
              .split(" ", -1));

  /** The number of users, whose ids are from 1. */
  static final int USERS = 5_000;

  /** The topic that becomes more frequent each day, and the topic that becomes rarer. */
  public static final String RISING = "python";

  /** The topic that becomes rarer each day. */
  public static final String FALLING = "jquery";

  private static final LocalDate START = LocalDate.of(2026, 1, 1);
  private static final long POSTS_PER_DAY = 10_000_000;
  private static final int FIRST_WEIGHT = 24;
  private static final int DRIFT_PER_DAY = 6;
  private static final int DRIFT_DAYS = 12;
  private static final int RARE_WEIGHT = 120;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Returns the fault of a row. Of 100 rows, one is shifted, two have NULL, and one is twice. */
  public PostFault fault(long row) {
    int choice = random(row, 1).nextInt(100);
    if (choice == 0) {
      return PostFault.SHIFTED_COLUMNS;
    }
    if (choice <= 2) {
      return PostFault.NULL_VALUE;
    }
    return choice == 3 && row > 0 && fault(row - 1) == PostFault.NONE
        ? PostFault.DUPLICATE_ID
        : PostFault.NONE;
  }

  /** Returns whether a row is a question. Three of five rows are. */
  public boolean isQuestion(long row) {
    return random(row, 2).nextInt(5) < 3;
  }

  /** Returns the planted tag of a question: a topic, or a rare tag. */
  public String topic(long row) {
    Random random = random(row, 3);
    int choice = random.nextInt(total());
    for (int rank = 0; rank < PlantedTopic.ALL.size(); rank++) {
      choice -= weight(rank);
      if (choice < 0) {
        return PlantedTopic.ALL.get(rank).tag();
      }
    }
    return PlantedTopic.RARE.get(random.nextInt(PlantedTopic.RARE.size()));
  }

  /** Returns the values of a row in the order of {@link #COLUMNS}; a missing value is null. */
  public List<String> row(long row) {
    PostFault fault = fault(row);
    List<String> values = values(fault == PostFault.DUPLICATE_ID ? row - 1 : row);
    switch (fault) {
      case NONE -> {}
      case SHIFTED_COLUMNS -> {
        values.add(1, "&nbsp;");
        values.remove(values.size() - 1);
      }
      case NULL_VALUE -> values.replaceAll(value -> value == null ? "NULL" : value);
      case DUPLICATE_ID -> {
        values.set(COLUMNS.indexOf("last_activity_date"), day + " 00:00:00");
        values.set(COLUMNS.indexOf("score"), "-99");
      }
    }
    return values;
  }

  private List<String> values(long row) {
    Random random = random(row, 4);
    boolean question = isQuestion(row);
    String time =
        "%s %02d:%02d:%02d".formatted(day, hour(random), random.nextInt(60), random.nextInt(60));
    List<String> values = new ArrayList<>();
    values.add(String.valueOf(id(row)));
    values.add(question ? "1" : "2");
    addText(values, row, random);
    values.add(time);
    values.add(time);
    values.add(random.nextInt(3) == 0 ? time : null);
    values.add(null);
    values.add(String.valueOf(1 + random.nextInt(USERS)));
    values.add(question ? null : String.valueOf(Math.max(1, id(row) - 1 - random.nextInt(50))));
    values.add(null);
    values.add(String.valueOf(random.nextInt(20) - 3));
    values.add(question ? String.valueOf(random.nextInt(500)) : null);
    values.add(question ? String.valueOf(random.nextInt(4)) : null);
    values.add(String.valueOf(random.nextInt(6)));
    values.add(question ? String.valueOf(random.nextInt(3)) : null);
    return values;
  }

  private void addText(List<String> values, long row, Random random) {
    String tag = topic(row);
    PlantedTopic topic =
        PlantedTopic.ALL.stream()
            .filter(each -> each.tag().equals(tag))
            .findFirst()
            .orElseGet(() -> new PlantedTopic(tag, List.of(tag, "legacy", "mainframe"), tag));
    PostWords words = new PostWords(random);
    if (!isQuestion(row)) {
      values.add(null);
      values.add(words.body(topic.words()));
      values.add(null);
      return;
    }
    values.add(words.title(topic.words()));
    values.add(words.body(topic.words()));
    String detail = random.nextInt(3) == 0 ? "<" + topic.detail() + ">" : "";
    values.add("<" + tag + ">" + (detail.equals("<" + tag + ">") ? "" : detail));
  }

  private static int hour(Random random) {
    return 1 + random.nextInt(23);
  }

  private long id(long row) {
    return Math.floorMod(ChronoUnit.DAYS.between(START, day), 100_000L) * POSTS_PER_DAY + row + 1;
  }

  private int total() {
    int total = RARE_WEIGHT;
    for (int rank = 0; rank < PlantedTopic.ALL.size(); rank++) {
      total += weight(rank);
    }
    return total;
  }

  private int weight(int rank) {
    int drift =
        DRIFT_PER_DAY
            * (int) Math.min(DRIFT_DAYS, Math.max(0, ChronoUnit.DAYS.between(START, day)));
    return switch (PlantedTopic.ALL.get(rank).tag()) {
      case RISING -> FIRST_WEIGHT + drift;
      case FALLING -> FIRST_WEIGHT + DRIFT_PER_DAY * DRIFT_DAYS - drift;
      default -> FIRST_WEIGHT + 2 * (PlantedTopic.ALL.size() - rank);
    };
  }

  private Random random(long row, int purpose) {
    long mixed = ((seed * 31 + day.toEpochDay()) * 1_000_003 + row) * 8 + purpose;
    mixed = (mixed ^ (mixed >>> 31)) * MIX;
    return new Random(mixed ^ (mixed >>> 29));
  }
}

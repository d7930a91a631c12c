package io.quarterdeck.loader.sample;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The users of a day, as text in 12 columns: a complete copy of the source's table. Reputation and
 * location of a user change over the days; the name and the creation date do not.
 *
 * @param seed any number
 * @param day the day of the copy
 */
public record GeneratedUsers(long seed, LocalDate day) implements Serializable {
  /** The columns, in the order of the rows. */
  public static final List<String> COLUMNS =
      List.of(
          ("id age creation_date display_name down_votes email_hash location reputation up_votes"
                  + " views website_url account_id")
              .split(" ", -1));

  private static final List<String> NAMES =
      List.of("Ana", "José", "李雷", "Müller", "Ольга", "Sam 🚀", "O'Neil", "Zoë");
  private static final List<String> PLACES =
      List.of("Lisboa", "São Paulo", "Zürich", "Pune, India", "東京", "Reykjavík");
  private static final int NULL_TEXT_OF = 50;

  /** Returns the values of the user with the id {@code row + 1}; a missing value is null. */
  public List<String> row(long row) {
    Random fixed = new Random(seed * 1_000_003 + row);
    Random changing = new Random((seed * 31 + day.toEpochDay()) * 1_000_003 + row);
    String missing = row % NULL_TEXT_OF == NULL_TEXT_OF - 1 ? "NULL" : null;
    List<String> values = new ArrayList<>();
    values.add(String.valueOf(row + 1));
    values.add(fixed.nextBoolean() ? String.valueOf(18 + fixed.nextInt(50)) : missing);
    values.add(
        "20%02d-%02d-%02d 08:00:00"
            .formatted(9 + fixed.nextInt(16), 1 + fixed.nextInt(12), 1 + fixed.nextInt(28)));
    values.add(NAMES.get(fixed.nextInt(NAMES.size())) + " " + (row + 1));
    values.add(String.valueOf(fixed.nextInt(30)));
    values.add(missing);
    values.add(changing.nextInt(4) == 0 ? missing : PLACES.get(changing.nextInt(PLACES.size())));
    values.add(String.valueOf(1 + changing.nextInt(20_000)));
    values.add(String.valueOf(fixed.nextInt(500)));
    values.add(String.valueOf(fixed.nextInt(900)));
    values.add(fixed.nextInt(3) == 0 ? "https://example.com/" + row : missing);
    values.add(String.valueOf(1_000_000 + row));
    return values;
  }
}

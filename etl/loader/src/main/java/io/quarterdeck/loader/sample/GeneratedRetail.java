package io.quarterdeck.loader.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The stores and products of the retail chain as lines of CSV files. They have the ids that the
 * generated orders use.
 */
public final class GeneratedRetail {
  /** The number of stores. The generated orders use the ids from 1 to this number. */
  public static final int STORES = 20;

  /** The number of products, likewise. */
  public static final int PRODUCTS = 200;

  private static final List<String> CITIES =
      List.of("Köln,DE", "Lyon,FR", "\"Palma, Mallorca\",ES", "Gent,BE", "Graz,AT");
  private static final List<String> CATEGORIES =
      List.of("Garden", "Kitchen", "Office", "Sport", "Toys");

  private GeneratedRetail() {}

  /** Returns the header and a line for each store. */
  public static List<String> stores(long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("store_id,name,city,country,opened,closed"));
    for (int store = 1; store <= STORES; store++) {
      lines.add(
          "%d,Store %d,%s,20%02d-%02d-01,"
              .formatted(
                  store,
                  store,
                  CITIES.get(random.nextInt(CITIES.size())),
                  10 + random.nextInt(15),
                  1 + random.nextInt(12)));
    }
    return lines;
  }

  /** Returns the header and a line for each product. */
  public static List<String> products(long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("product_id,name,category,list_price"));
    for (int product = 1; product <= PRODUCTS; product++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d,Product %d,%s,%d.%02d",
              product,
              product,
              CATEGORIES.get(random.nextInt(CATEGORIES.size())),
              1 + random.nextInt(200),
              random.nextInt(100)));
    }
    return lines;
  }
}

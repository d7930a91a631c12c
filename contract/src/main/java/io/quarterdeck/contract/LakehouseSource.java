package io.quarterdeck.contract;

/**
 * The data that arrives in the container {@code landing} for the lakehouse. Each day has the folder
 * {@code FOLDER/DAY}. A copy writes its Parquet files to {@code FOLDER/DAY/RUN}, and then replaces
 * the manifest of the day, which names the run.
 */
public enum LakehouseSource {
  USERS(LakeName.USERS, "users", "users"),
  POST_TYPES(LakeName.POST_TYPES, "PostTypes", "posttypes"),
  POSTS(LakeName.POSTS, "posts", "");

  /** The schema of the tables in the source database. */
  public static final String SCHEMA = "raw_st";

  /**
   * The folder in the container {@code landing} in which the source puts the posts of the current
   * day, with {@code _SUCCESS} when they are complete.
   */
  public static final String POSTS_TODAY = "Posts_today";

  /**
   * The manifest in the folder of a day: a JSON object with the fields {@code day}, {@code run},
   * {@code rows} and {@code files}.
   */
  public static final String MANIFEST = "manifest.json";

  private final LakeName dataset;
  private final String folder;
  private final String table;

  LakehouseSource(LakeName dataset, String folder, String table) {
    this.dataset = dataset;
    this.folder = folder;
    this.table = table;
  }

  /** Returns the name of the dataset. */
  public String dataset() {
    return dataset.lakeName();
  }

  /** Returns the folder in the container {@code landing}, which has a folder for each day. */
  public String folder() {
    return folder;
  }

  /**
   * Returns the table in the schema {@link #SCHEMA}; empty if the source is a folder of files. The
   * name is that of the original, without quotation marks, so PostgreSQL has it in lower case.
   */
  public String table() {
    return table;
  }
}

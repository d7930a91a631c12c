package io.quarterdeck.contract;

/** The flags of the program that sends generated events to the event hub of the local stack. */
public enum EmitFlag {
  /** The number of events, without the duplicates. */
  EVENTS("--events"),
  /** The number of events per second; 0 sends as fast as possible. */
  RATE("--rate"),
  /** The seed of the events and of the faults. */
  SEED("--seed"),
  /** The percentage of events that are sent twice. */
  DUPLICATES("--duplicates"),
  /** The percentage of events whose time is longer ago than the dataset permits. */
  LATE("--late"),
  /** The percentage of events that are sent after later ones. */
  OUT_OF_ORDER("--out-of-order"),
  /** The percentage of events that are not JSON. */
  MALFORMED("--malformed"),
  /** The change of the schema after the first half of the events. */
  SCHEMA_CHANGE("--schema-change"),
  /** A name. Events that an earlier command with this name sent are not sent again. */
  ONCE("--once");

  /** The main class of the program. Its first argument is the folder of the broker. */
  public static final String MAIN_CLASS = "io.quarterdeck.broker.emit.EmitMain";

  /** A change of the schema: none, a new optional field, or another type of a field. */
  public enum SchemaChange {
    NONE,
    OPTIONAL_FIELD,
    TEXT_QUANTITY
  }

  private final String flag;

  EmitFlag(String flag) {
    this.flag = flag;
  }

  /** Returns the flag as it is written on a command line. */
  public String flag() {
    return flag;
  }
}

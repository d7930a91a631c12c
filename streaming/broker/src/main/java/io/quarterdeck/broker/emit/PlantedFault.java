package io.quarterdeck.broker.emit;

import io.quarterdeck.contract.EmitFlag;

/** A fault of an event. */
enum PlantedFault {
  /** The event is sent twice. */
  DUPLICATE(EmitFlag.DUPLICATES),
  /** The time of the event is 3 hours before it is sent. */
  LATE(EmitFlag.LATE),
  /** The event is sent after up to ten later ones. */
  OUT_OF_ORDER(EmitFlag.OUT_OF_ORDER),
  /** The event is cut in the middle. */
  MALFORMED(EmitFlag.MALFORMED);

  private final EmitFlag flag;

  PlantedFault(EmitFlag flag) {
    this.flag = flag;
  }

  EmitFlag flag() {
    return flag;
  }
}

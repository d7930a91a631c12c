package io.quarterdeck.local.network;

/** The direction of a security rule, seen from the subnet of its group. */
enum Direction {
  INBOUND("Inbound"),
  OUTBOUND("Outbound");

  private final String azureName;

  Direction(String azureName) {
    this.azureName = azureName;
  }

  String azureName() {
    return azureName;
  }
}

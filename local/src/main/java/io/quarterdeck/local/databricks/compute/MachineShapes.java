package io.quarterdeck.local.databricks.compute;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.decimal;
import static io.quarterdeck.local.http.schema.Shapes.number;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;

/** The fields of the machines of a cluster, which jobs and pipelines have in common. */
public final class MachineShapes {
  /** The largest number of workers. */
  public static final int MOST_WORKERS = 100_000;

  /** The id of a node type. */
  public static final Shape NODE_TYPE =
      text(id -> EmulatedNodeType.find(id).isPresent(), "a node type of list-node-types");

  /** The field {@code azure_attributes}. */
  public static final ShapeFields AZURE_ATTRIBUTES =
      object()
          .may("availability", word("SPOT_AZURE", "ON_DEMAND_AZURE", "SPOT_WITH_FALLBACK_AZURE"))
          .may("first_on_demand", number(0, MOST_WORKERS))
          .may("spot_bid_max_price", decimal());

  private MachineShapes() {}
}

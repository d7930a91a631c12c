package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;

/** The fields of requests for the objects of Unity Catalog. */
final class CatalogShapes {
  private static final Shape NAME = text("[A-Za-z0-9_.-]{1,255}", "a name");

  private static final Shape URL =
      text(
          "abfss://[a-z0-9-]{3,63}@[a-z0-9]{3,24}\\.dfs\\.core\\.windows\\.net(/.*)?",
          "abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH");

  private static final ShapeFields IDENTITY =
      object()
          .needs(
              "access_connector_id",
              text(
                  "/subscriptions/[^/]+/resourceGroups/[^/]+/providers"
                      + "/Microsoft\\.Databricks/accessConnectors/[^/]+",
                  "the resource id of an access connector"))
          .may("managed_identity_id", text());

  static final ShapeFields CREDENTIAL =
      object()
          .needs("name", NAME)
          .needs("azure_managed_identity", IDENTITY)
          .may("comment", text())
          .may("read_only", flag())
          .may("skip_validation", flag());

  static final ShapeFields LOCATION =
      object()
          .needs("name", NAME)
          .needs("url", URL)
          .needs("credential_name", NAME)
          .may("comment", text())
          .may("read_only", flag())
          .may("skip_validation", flag());

  static final ShapeFields VOLUME =
      object()
          .needs("catalog_name", word(Metastore.CATALOG))
          .needs("schema_name", word(Metastore.SCHEMA))
          .needs("name", text("[A-Za-z0-9_-]{1,255}", "a name"))
          .needs("volume_type", word("MANAGED", "EXTERNAL"))
          .may("storage_location", URL)
          .may("comment", text());

  private CatalogShapes() {}
}

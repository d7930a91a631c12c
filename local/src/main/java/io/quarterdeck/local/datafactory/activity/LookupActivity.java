package io.quarterdeck.local.datafactory.activity;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The lookup activity for the first row of a query of PostgreSQL. Source: Microsoft Learn, "Lookup
 * activity": the output is {@code firstRow}.
 *
 * @param connections connects to the database
 */
record LookupActivity(LinkedConnections connections) {
  JsonObject run(JsonObject activity, TemplateScope scope) throws ActivityFailure {
    JsonObject properties = activity.getAsJsonObject("typeProperties");
    JsonObject source = scope.resolve(properties.get("source")).getAsJsonObject();
    DatasetFolder dataset =
        connections.artefacts().dataset(properties.getAsJsonObject("dataset"), scope);
    LinkedConnections.Database database = connections.database(dataset.linkedService());
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(source.get("query").getAsString())) {
      JsonObject output = new JsonObject();
      if (rows.next()) {
        output.add("firstRow", row(rows));
      }
      return output;
    } catch (SQLException e) {
      throw new ActivityFailure("2100", "Failure happened on 'Source' side: " + e.getMessage(), e);
    }
  }

  private static JsonObject row(ResultSet rows) throws SQLException {
    JsonObject row = new JsonObject();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      Object value = rows.getObject(i);
      row.add(
          rows.getMetaData().getColumnName(i),
          value == null
              ? JsonNull.INSTANCE
              : value instanceof Number number
                  ? new JsonPrimitive(number)
                  : new JsonPrimitive(value.toString()));
    }
    return row;
  }
}

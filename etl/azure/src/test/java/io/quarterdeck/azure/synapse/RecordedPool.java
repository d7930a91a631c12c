package io.quarterdeck.azure.synapse;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records the batches, and keeps the objects that they create. It does not check T-SQL: sqlfluff
 * does.
 */
final class RecordedPool implements ServerlessSql {
  private static final Pattern VIEW = Pattern.compile("CREATE OR ALTER VIEW dbo\\.(\\w+)");
  private static final Pattern SOURCE =
      Pattern.compile("CREATE EXTERNAL DATA SOURCE (\\w+) WITH \\(LOCATION = N'([^']+)'");

  final List<String> batches = new ArrayList<>();
  final Map<String, String> objects = new LinkedHashMap<>();
  private boolean database;

  /** The batch that the pool refuses; empty if it refuses none. */
  String refused = "";

  @Override
  public Connection open(String name) throws SQLException {
    if (!name.equals("master") && !database) {
      throw new SQLException("Cannot open database \"" + name + "\" requested by the login.");
    }
    return proxy(
        Connection.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "createStatement" -> statement(name);
              case "prepareStatement" -> databases();
              default -> null;
            });
  }

  private Statement statement(String name) {
    return proxy(
        Statement.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "execute" -> execute(name, arguments[0].toString());
              case "executeQuery" -> rows(objects);
              default -> null;
            });
  }

  private PreparedStatement databases() {
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) ->
            method.getName().equals("executeQuery")
                ? rows(database ? Map.of("1", "1") : Map.of())
                : null);
  }

  private boolean execute(String name, String batch) throws SQLException {
    if (!refused.isEmpty() && batch.contains(refused)) {
      throw new SQLException("CREATE VIEW permission denied in database 'quarterdeck'.");
    }
    batches.add(name + ": " + batch);
    database |= batch.contains("CREATE DATABASE quarterdeck");
    Matcher view = VIEW.matcher(batch);
    if (view.find()) {
      objects.put(view.group(1), batch);
    }
    Matcher source = SOURCE.matcher(batch);
    if (source.find()) {
      objects.put(source.group(1), source.group(2));
    }
    return false;
  }

  private static ResultSet rows(Map<String, String> objects) {
    Iterator<Map.Entry<String, String>> rows = Map.copyOf(objects).entrySet().iterator();
    List<String> current = new ArrayList<>();
    return proxy(
        ResultSet.class,
        (self, method, arguments) -> {
          if (method.getName().equals("next")) {
            current.clear();
            if (rows.hasNext()) {
              Map.Entry<String, String> row = rows.next();
              current.addAll(List.of(row.getKey(), row.getValue()));
            }
            return !current.isEmpty();
          }
          return method.getName().equals("getString") ? current.get((int) arguments[0] - 1) : null;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            RecordedPool.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}

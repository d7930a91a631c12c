package io.quarterdeck.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.testkit.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that views, grants, prepared statements and foreign tables continue to work after each
 * change of the rows.
 */
class SurvivalIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void openShop() throws Exception {
    shop = new Shop(SERVER, folder);
    SERVER.execute("drop schema if exists shop, quarterdeck, reports cascade");
    assertThat(shop.load(shop.file("a.csv", "01-02-2022,tea,1\n")).error()).isEmpty();
  }

  @Test
  void viewsAndMaterializedViewsShowEachReplaceAndRollback() throws Exception {
    SERVER.execute("create schema reports");
    SERVER.execute("create view reports.items as select item, amount from shop.sales");
    SERVER.execute("create view reports.total as select sum(amount) as amount from reports.items");
    SERVER.execute("create materialized view reports.kept as select item from shop.sales");

    shop.load(shop.file("b.csv", "01-02-2022,pot,2\n01-02-2022,mug,3\n"));
    assertThat(SERVER.rows("select amount from reports.total")).containsExactly("5");
    SERVER.execute("refresh materialized view reports.kept");
    assertThat(SERVER.rows("select item from reports.kept order by 1"))
        .containsExactly("mug", "pot");

    shop.load(shop.file("c.csv", "01-02-2022,cup,7\n"), "--keep", "1");
    shop.load(shop.file("d.csv", "01-02-2022,jug,8\n"), "--keep", "1");
    assertThat(SERVER.rows("select item, amount from reports.items")).containsExactly("jug|8");
    shop.rollback();
    assertThat(SERVER.rows("select item, amount from reports.items")).containsExactly("cup|7");
  }

  @Test
  void aRoleWithSelectOnTheTableReadsAllLoads() throws Exception {
    SERVER.execute("drop role if exists reader");
    SERVER.execute("create role reader");
    SERVER.execute("grant usage on schema shop to reader");
    SERVER.execute("grant select on shop.sales to reader");
    try {
      assertThat(asReader()).isEqualTo("1");
      shop.load(shop.file("b.csv", "01-02-2022,pot,2\n"));
      assertThat(asReader()).isEqualTo("2");
      shop.load(shop.file("c.csv", "01-02-2022,mug,3\n"), "--mode", "append");
      assertThat(asReader()).isEqualTo("5");
      shop.rollback();
      assertThat(asReader()).isEqualTo("2");
    } finally {
      SERVER.execute("drop owned by reader");
      SERVER.execute("drop role reader");
    }
  }

  private static String asReader() throws SQLException {
    try (var connection = SERVER.connect();
        var statement = connection.createStatement()) {
      statement.execute("set role reader");
      try (var answer = statement.executeQuery("select sum(amount) from shop.sales")) {
        answer.next();
        return answer.getString(1);
      }
    }
  }

  @Test
  void aStatementPreparedByAnotherSessionContinuesToWork() throws Exception {
    try (var connection = SERVER.connect();
        var statement = connection.createStatement()) {
      statement.execute("prepare total as select sum(amount) from shop.sales where item > 'a'");
      // After five runs, the server would use one generic plan.
      for (int amount = 2; amount < 9; amount++) {
        shop.load(shop.file(amount + ".csv", "01-02-2022,pot," + amount + "\n"), "--keep", "1");
        try (var answer = statement.executeQuery("execute total")) {
          answer.next();
          assertThat(answer.getLong(1)).isEqualTo(amount);
        }
      }
    }
  }

  @Test
  void aForeignTableOfAnotherDatabaseReadsAllLoads() throws Exception {
    SERVER.execute("create schema reports");
    SERVER.execute("create extension if not exists postgres_fdw");
    String port = SERVER.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1");
    SERVER.execute("drop server if exists quarter cascade");
    SERVER.execute(
        "create server quarter foreign data wrapper postgres_fdw options (host '127.0.0.1', port '"
            + port
            + "', dbname 'postgres')");
    SERVER.execute("create user mapping for postgres server quarter options (user 'postgres')");
    SERVER.execute(
        "create foreign table reports.sales (item text, amount bigint) server quarter options"
            + " (schema_name 'shop', table_name 'sales')");

    assertThat(SERVER.rows("select item, amount from reports.sales")).containsExactly("tea|1");
    shop.load(shop.file("b.csv", "01-02-2022,pot,2\n"));
    assertThat(SERVER.rows("select item, amount from reports.sales")).containsExactly("pot|2");
    shop.rollback();
    assertThat(SERVER.rows("select item, amount from reports.sales")).containsExactly("tea|1");
  }
}

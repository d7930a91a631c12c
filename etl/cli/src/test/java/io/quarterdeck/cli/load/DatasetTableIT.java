package io.quarterdeck.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests the tables that a load creates and existing tables. */
final class DatasetTableIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  @TempDir Path folder;
  private Path dataset;
  private Path file;

  @BeforeEach
  void writeFiles() throws IOException {
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns:
              - {name: item, type: text, nullable: false}
              - {name: amount, type: bigint, nullable: false}
            indexes: [[item]]
            """);
    file = Files.write(folder.resolve("a.csv"), "item,amount\nZ,1\na,2\n".getBytes(UTF_8));
  }

  @AfterEach
  void dropEverything() throws SQLException {
    SERVER.execute("drop schema if exists shop cascade");
    SERVER.execute("drop schema if exists quarterdeck cascade");
  }

  @Test
  void textIsComparedByBytesForAnyDatabaseCollation() throws Exception {
    load();
    assertThat(
            SERVER.rows(
                "select table_name, collation_name from information_schema.columns"
                    + " where table_schema = 'shop' and column_name = 'item' order by 1"))
        .containsExactly("sales|C", "sales_load_1|C");
    assertThat(SERVER.rows("select item from shop.sales order by item")).containsExactly("Z", "a");
  }

  @Test
  void aTableOfAnEarlierVersionKeepsTheOrderOfItsKeyAndItsCollation() throws Exception {
    SERVER.execute(
        """
        create schema shop;
        create table shop.sales (
          load_id bigint not null, load_line bigint not null, item text not null,
          amount bigint not null, primary key (load_id, load_line)
        ) partition by list (load_id);
        create index on shop.sales (item)
        """);

    load();
    load("--force");
    assertThat(SERVER.rows("select item from shop.sales order by load_line"))
        .containsExactly("Z", "a");
    assertThat(
            SERVER.rows(
                "select split_part(indexdef, ' USING ', 2) from pg_indexes"
                    + " where schemaname = 'shop' and tablename = 'sales_load_2' order by 1"))
        .containsExactly("btree (item)", "btree (load_id, load_line)");
  }

  private void load(String... more) {
    Object[] words = new Object[more.length + 4];
    System.arraycopy(new Object[] {"load", file, "--dataset", dataset}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    Run run = Run.on(SERVER, words);
    assertThat(run.error()).isEmpty();
  }
}

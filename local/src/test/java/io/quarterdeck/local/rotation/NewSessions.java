package io.quarterdeck.local.rotation;

import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Readers that sign in anew, with the password in the vault, for every query until they are closed.
 */
final class NewSessions implements AutoCloseable {
  private final PostgresEndpoint endpoint;
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> roles = ConcurrentHashMap.newKeySet();
  private final AtomicInteger queries = new AtomicInteger();
  private final List<Thread> threads;
  private volatile boolean open = true;

  NewSessions(PostgresEndpoint endpoint, int number) {
    this.endpoint = endpoint;
    threads = IntStream.range(0, number).mapToObj(each -> new Thread(this::read)).toList();
    threads.forEach(Thread::start);
  }

  private void read() {
    while (open) {
      try (Connection connection = new Postgres(endpoint, "a reader").connect("read")) {
        roles.add(
            Sql.first(
                    connection,
                    row -> row.getString(1),
                    "select session_user, count(*) from bank.transactions group by 1")
                .orElseThrow());
        queries.incrementAndGet();
      } catch (Exception e) {
        failures.add(e);
      }
    }
  }

  /** Returns the failures. */
  Queue<Exception> failures() {
    return failures;
  }

  /** Returns the number of queries so far. */
  int queries() {
    return queries.get();
  }

  /** Returns the roles that signed in so far. */
  Set<String> roles() {
    return roles;
  }

  @Override
  public void close() {
    open = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}

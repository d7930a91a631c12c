package io.quarterdeck.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forwards the messages between Kafka clients and a broker on loopback, and injects faults between
 * them. Clients connect to the address that the broker advertises, so this must be the address of
 * the relay. A message begins with its length; a request continues with the number of its API
 * ("Kafka protocol guide", "Protocol primitive types" and "Request header"). Thread-safe.
 */
public final class KafkaRelay implements AutoCloseable {
  /** Each of both bytes of the number of the API with which a client sends events. */
  private static final byte PRODUCE = 0;

  /** A connection carries about twenty messages before the first event. */
  private static final int FEWEST_MESSAGES = 5;

  private static final int MORE_MESSAGES = 60;
  private static final int MOST_REFUSALS = 4;

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger withheld = new AtomicInteger();
  private volatile boolean withholding;
  private volatile int brokerPort;

  // Guarded by this.
  private Optional<Random> random = Optional.empty();
  private int messagesBeforeCut;
  private int refusals;
  private int cuts;

  /** Starts a relay. No broker is known yet, so that the broker can advertise its port. */
  public KafkaRelay() throws IOException {
    daemon(this::accept);
  }

  /** Forwards further connections to the broker on this port. */
  public void forwardTo(int port) {
    brokerPort = port;
  }

  public int port() {
    return listening.getLocalPort();
  }

  /**
   * From now on, a connection that sends events gets no further responses. The broker gets its
   * requests.
   */
  public void withholdAcknowledgements() {
    withholding = true;
  }

  /** Forwards the responses to events on new connections. */
  public void acknowledge() {
    withholding = false;
  }

  /** Returns the number of requests with events that the broker got without a response. */
  public int withheld() {
    return withheld.get();
  }

  /**
   * From now on, cuts all connections in the middle of a message, after a random number of
   * messages, and then refuses a random number of connections.
   */
  public synchronized void cutRandomly(Random source) {
    random = Optional.of(source);
    schedule(source);
  }

  /** Cuts no further connections. Returns the number of cuts. */
  public synchronized int endCuts() {
    random = Optional.empty();
    refusals = 0;
    return cuts;
  }

  private synchronized void schedule(Random source) {
    messagesBeforeCut = FEWEST_MESSAGES + source.nextInt(MORE_MESSAGES);
    refusals = source.nextInt(MOST_REFUSALS + 1);
  }

  /** Returns whether to cut at this message. */
  private synchronized boolean isCut() {
    if (random.isEmpty() || --messagesBeforeCut > 0) {
      return false;
    }
    schedule(random.get());
    cuts++;
    return true;
  }

  private synchronized boolean isRefused() {
    if (random.isEmpty() || refusals == 0) {
      return false;
    }
    refusals--;
    return true;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      if (isRefused()) {
        reset(client);
      } else {
        connect(client);
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), brokerPort));
      links.add(link);
      daemon(link::requests);
      daemon(link::responses);
    } catch (IOException e) {
      // The broker does not run: the client sees that its connection ends, and tries again.
      reset(client);
    }
  }

  /** Ends a connection without the exchange of a usual end. */
  private static void reset(Socket socket) throws IOException {
    if (!socket.isClosed()) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private void cutAll() throws IOException {
    for (Link link : links) {
      link.cut();
    }
  }

  /** A connection of a client and the one to the broker. */
  private final class Link {
    private final Socket client;
    private final Socket broker;
    private volatile boolean isMute;

    Link(Socket client, Socket broker) {
      this.client = client;
      this.broker = broker;
    }

    void requests() throws IOException {
      try {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(broker.getOutputStream());
        for (byte[] message = read(in); ; message = read(in)) {
          boolean withhold = withholding && message[0] == PRODUCE && message[1] == PRODUCE;
          if (withhold) {
            isMute = true;
          }
          forward(message, out);
          if (withhold) {
            withheld.incrementAndGet();
          }
        }
      } finally {
        cut();
      }
    }

    void responses() throws IOException {
      try {
        DataInputStream in = new DataInputStream(broker.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        for (byte[] message = read(in); ; message = read(in)) {
          if (!isMute) {
            forward(message, out);
          }
        }
      } finally {
        cut();
      }
    }

    void cut() throws IOException {
      links.remove(this);
      reset(client);
      reset(broker);
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] message = new byte[in.readInt()];
    in.readFully(message);
    return message;
  }

  private void forward(byte[] message, DataOutputStream out) throws IOException {
    boolean cut = isCut();
    out.writeInt(message.length);
    out.write(message, 0, cut ? message.length / 2 : message.length);
    out.flush();
    if (cut) {
      cutAll();
      throw new EOFException("cut");
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // A connection ended, or the relay was closed. Tests check what the clients do.
                Thread.currentThread().interrupt();
              }
            },
            "Kafka relay");
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops accepting connections, and cuts the open ones. */
  @Override
  public void close() throws IOException {
    listening.close();
    cutAll();
  }
}

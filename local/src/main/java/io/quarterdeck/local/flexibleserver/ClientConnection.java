package io.quarterdeck.local.flexibleserver;

import io.quarterdeck.local.emulator.Relay;
import io.quarterdeck.local.postgres.EntraRoles;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.postgres.RoleLabel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * One connection of a client: signs it in, and connects it with the real server.
 *
 * @param client the connection, which {@link #serve} closes
 * @param gate decides about the sign-in
 */
record ClientConnection(SocketChannel client, SignInGate gate) {
  private static final byte[] NO_ENCRYPTION = {'N'};

  /** AuthenticationCleartextPassword. Azure requests tokens with it, because SCRAM has a hash. */
  private static final byte[] PASSWORD_REQUEST = {'R', 0, 0, 0, 8, 0, 0, 0, 3};

  /** The server accepts no longer password (PG_MAX_AUTH_TOKEN_LENGTH). */
  private static final int MAXIMUM_PASSWORD_BYTES = 65_535;

  /** Returns when the connection has ended. */
  void serve() throws IOException {
    try (client) {
      Optional<StartupPacket> packet = StartupPacket.read(client);
      while (packet.filter(StartupPacket::requestsEncryption).isPresent()) {
        send(client, ByteBuffer.wrap(NO_ENCRYPTION));
        packet = StartupPacket.read(client);
      }
      if (packet.isPresent()) {
        connect(packet.get());
      }
    }
  }

  private void connect(StartupPacket packet) throws IOException {
    try (SocketChannel server = server(packet)) {
      send(server, packet.bytes());
      new Relay(client, server).run();
    } catch (SignInRefused e) {
      send(client, ByteBuffer.wrap(error(e)));
    }
  }

  private SocketChannel server(StartupPacket packet) throws IOException, SignInRefused {
    if (packet.requestsCancel()) {
      // The key in the request is that of the real server.
      return gate.server().withPassword();
    }
    String role = packet.parameter("user").orElse("");
    // The role that initialized the server is not a role of the emulated one.
    if (role.isEmpty() || role.equals(LocalPostgres.USER)) {
      return gate.server().withPassword();
    }
    Set<SignInMethod> enabled = gate.methods().get();
    Optional<EntraRoles.Found> found = gate.roles().find(role);
    Optional<RoleLabel> label = found.flatMap(EntraRoles.Found::label);
    if (label.isPresent() && enabled.contains(SignInMethod.ENTRA)) {
      send(client, ByteBuffer.wrap(PASSWORD_REQUEST));
      gate.tokens().check(role, label.get(), password());
      gate.signedIn(label.get());
      return gate.server().trusted();
    }
    if (enabled.contains(SignInMethod.PASSWORD)) {
      return gate.server().withPassword();
    }
    throw found.isEmpty()
        ? SignInRefused.of("role \"" + role + "\" does not exist")
        : SignInRefused.of(
            "role \""
                + role
                + "\" cannot sign in: its authentication method is disabled for this server");
  }

  private String password() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(1 + Integer.BYTES);
    StartupPacket.fill(header, client);
    int length = header.getInt(1) - Integer.BYTES;
    if (header.get(0) != 'p' || length < 1 || length > MAXIMUM_PASSWORD_BYTES) {
      throw new IOException("a message other than a password");
    }
    ByteBuffer password = ByteBuffer.allocate(length);
    StartupPacket.fill(password, client);
    // The last byte is zero.
    return new String(password.array(), 0, length - 1, StandardCharsets.UTF_8);
  }

  private static byte[] error(SignInRefused refused) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    field(fields, 'S', "FATAL");
    field(fields, 'V', "FATAL");
    field(fields, 'C', refused.state());
    field(fields, 'M', refused.getMessage());
    fields.write(0);
    return ByteBuffer.allocate(1 + Integer.BYTES + fields.size())
        .put((byte) 'E')
        .putInt(Integer.BYTES + fields.size())
        .put(fields.toByteArray())
        .array();
  }

  private static void field(ByteArrayOutputStream fields, char name, String value) {
    fields.write(name);
    fields.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    fields.write(0);
  }

  private static void send(SocketChannel target, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      target.write(buffer);
    }
  }
}

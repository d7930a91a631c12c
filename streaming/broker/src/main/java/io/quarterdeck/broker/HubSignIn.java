package io.quarterdeck.broker;

import io.quarterdeck.contract.LocalEventHub;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.plain.PlainAuthenticateCallback;

/**
 * Checks the sign-in of a client by SASL PLAIN. The user of a client is {@code $ConnectionString},
 * and its password is a connection string. The broker itself signs in with a password that exists
 * only in this process. Kafka creates this class by its name.
 */
public final class HubSignIn implements AuthenticateCallbackHandler {
  /** The setting of the broker with its {@link LocalEventHub}. */
  static final String HUB = "quarterdeck.hub";

  /** The setting of the broker with its own password. */
  static final String OWN_PASSWORD = "quarterdeck.password";

  /** The user of the broker itself. */
  static final String OWN_USER = "broker";

  private ConnectionStrings accepted;
  private String ownPassword;

  @Override
  public void configure(
      Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> entries) {
    accepted = new ConnectionStrings((LocalEventHub) settings.get(HUB));
    ownPassword = (String) settings.get(OWN_PASSWORD);
  }

  @Override
  public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
    String user = "";
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        user = name.getDefaultName();
      } else if (callback instanceof PlainAuthenticateCallback plain) {
        plain.authenticated(isKnown(user, new String(plain.password())));
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  private boolean isKnown(String user, String password) {
    return user.equals(OWN_USER)
        ? password.equals(ownPassword)
        : user.equals(LocalEventHub.USER) && accepted.accepts(password);
  }

  @Override
  public void close() {}
}

package io.quarterdeck.infra;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import io.quarterdeck.infra.settings.InvalidSettings;
import io.quarterdeck.infra.settings.Settings;
import io.quarterdeck.infra.settings.SettingsSource;
import io.quarterdeck.infra.site.SignedIn;
import java.time.Clock;
import java.time.YearMonth;

/** The Pulumi program's front door: {@code pulumi up} runs its main method. */
public final class App {
  private App() {}

  /** Runs under the Pulumi engine; needs its environment variables. */
  public static void main(String[] arguments) {
    Pulumi.run(App::stack);
  }

  /** The program, for the engine or for a test's. */
  public static void stack(Context context) {
    stack(context, SettingsSource.of(context), Clock.systemUTC());
  }

  /**
   * The program with settings from elsewhere. Problems with them are logged as one error, each with
   * the command that corrects it, which fails the preview before the first request to Azure.
   */
  public static void stack(Context context, SettingsSource source, Clock clock) {
    try {
      Settings settings = Settings.read(source);
      SignedIn signedIn = SignedIn.ask();
      signedIn.check(settings.environment(), source.stack());
      new Platform(settings, signedIn, YearMonth.now(clock)).outputs().export(context);
    } catch (InvalidSettings invalid) {
      context.log().error(invalid.getMessage());
    }
  }
}

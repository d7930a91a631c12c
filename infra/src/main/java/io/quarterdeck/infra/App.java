package io.quarterdeck.infra;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.azurenative.keyvault.Provider;
import io.quarterdeck.infra.foundation.context.SignedIn;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.vault.KeyVaultProvider;
import io.quarterdeck.infra.settings.InvalidSettings;
import io.quarterdeck.infra.settings.Settings;
import io.quarterdeck.infra.settings.SettingsSource;
import java.time.Clock;
import java.time.YearMonth;

/** The entry point of the Pulumi program: {@code pulumi up} runs its main method. */
public final class App {
  private App() {}

  /** Runs the program under the Pulumi engine, whose environment variables must be set. */
  public static void main(String[] arguments) {
    Pulumi.run(App::stack);
  }

  /** Declares the stack, for the Pulumi engine or for the engine of a test. */
  public static void stack(Context context) {
    stack(context, SettingsSource.of(context), Clock.systemUTC());
  }

  /**
   * Declares the stack with the given settings. All problems of the settings are logged as one
   * error, each with the command that corrects it. The error fails the preview before the first
   * request to Azure.
   */
  public static void stack(Context context, SettingsSource source, Clock clock) {
    try {
      Settings settings = Settings.read(source);
      SignedIn signedIn = SignedIn.ask();
      signedIn.check(settings, source.stack());
      Provider keyVault = KeyVaultProvider.create(context.config("azure-native"));
      Declarations declared = Platform.create(settings, signedIn, keyVault, YearMonth.now(clock));
      Exports.export(context, declared.outputs(), settings.systems());
      if (settings.encryption().needsAnotherUpdate()) {
        context.log().warn(rootKeyAdvice(source.stack()));
      }
    } catch (InvalidSettings invalid) {
      context.log().error(invalid.getMessage());
    }
  }

  private static String rootKeyAdvice(String stack) {
    return ("This update does not encrypt the root storage of the Databricks workspace with the"
            + " customer-managed key, because databricksRootKey is prepare. After this update, run:"
            + " pulumi config rm quarterdeck:databricksRootKey --stack %s && pulumi up --stack %s")
        .formatted(stack, stack);
  }
}

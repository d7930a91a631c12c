package io.quarterdeck.local.entra;

import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The page on which a person completes a sign-in with a device code.
 *
 * @param directory the people and their passwords
 * @param devices the sign-ins that wait
 */
record DevicePage(Directory directory, DeviceCodes devices) {
  private static final String FORM =
      """
      <!doctype html><title>Quarterdeck: sign in</title>
      <h1>Sign in to the local stack</h1>
      <form method="post" action="/devicecode">
      <p><label>Code <input name="user_code" autocomplete="off"></label>
      <p><label>Account <input name="account" placeholder="owner"></label>
      <p><label>Password <input name="password" type="password"></label>
      <p><button>Sign in</button>
      </form>
      <p><code>./quarterdeck local status --json</code> shows the accounts with their passwords.
      """;

  Answer form(Call call, List<String> none) {
    return Answer.page(FORM);
  }

  /**
   * Completes a sign-in.
   *
   * @throws ApiError if the password or the code is wrong
   */
  Answer complete(Call call, List<String> none) throws IOException {
    Map<String, String> form = call.form();
    Person person =
        directory
            .person(form.getOrDefault("account", ""))
            .filter(
                each -> TokenEndpoint.isSame(each.password(), form.getOrDefault("password", "")))
            .orElseThrow(EntraErrors::wrongPassword);
    devices.complete(form.getOrDefault("user_code", "").strip(), person);
    return Answer.page(
        "<!doctype html><title>Quarterdeck: signed in</title><p>You are signed in. Close this page.");
  }
}

package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// A form as it stands in a request's body, in UTF-8 (WebSub, section 5.1).
final class HubForm {
  private HubForm() {}

  /// @throws IllegalArgumentException with a sentence for the subscriber
  static MultiValueMap<String, String> read(byte[] body) {
    var form = new LinkedMultiValueMap<String, String>();
    for (var pair : new String(body, UTF_8).split("&", -1)) {
      int sign = pair.indexOf('=');
      form.add(
          decoded(sign < 0 ? pair : pair.substring(0, sign)),
          sign < 0 ? "" : decoded(pair.substring(sign + 1)));
    }
    return form;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("the form is not encoded as a form is");
    }
  }
}

package org.courant.message;

import java.util.UUID;

/// Makes the tokens that a message carries. Implemented by the module that knows the readers.
public interface RecipientTokens {
  /// A hard-to-forge token that names this reader and this list: at most 57 letters, digits, `-`
  /// and `_`, so that it also fits a local part (RFC 8058, RFC 5321 section 4.5.3.1.1).
  String unsubscribe(UUID recipient, String list);
}

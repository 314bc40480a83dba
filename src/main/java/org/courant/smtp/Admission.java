package org.courant.smtp;

import java.util.Optional;

/// Limits of another module's that a connection must keep to.
public interface Admission {
  /// Nothing is in the way.
  Admission FREE =
      new Admission() {
        @Override
        public Optional<Denial> enter(String relay) {
          return Optional.empty();
        }

        @Override
        public void left(String relay) {}
      };

  /// Lets one connection to this relay be opened, or says why not.
  Optional<Denial> enter(String relay);

  /// One that was let in is closed, or could not be opened.
  void left(String relay);
}

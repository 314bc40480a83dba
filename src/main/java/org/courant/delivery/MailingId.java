package org.courant.delivery;

import java.util.UUID;

/// Names a mailing for ever.
public record MailingId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}

package org.courant.issue;

import java.util.UUID;

/// Names an issue for ever.
public record IssueId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}

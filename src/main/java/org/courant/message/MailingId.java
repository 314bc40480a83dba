package org.courant.message;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// Names a mailing for ever.
public record MailingId(UUID value) {
  /// Reads the first column.
  public static MailingId read(ResultSet rs, int row) throws SQLException {
    return new MailingId(requireNonNull(rs.getObject(1, UUID.class)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

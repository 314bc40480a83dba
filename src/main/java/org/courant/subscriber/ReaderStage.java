package org.courant.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.courant.message.AddressKeys;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/// Copies rows of a file to the table `staged_reader` of the caller's transaction, in the text
/// format of PostgreSQL's COPY: a line a row, a tab between columns, `\N` for null.
@Component
class ReaderStage {
  private static final String COPY =
      """
      copy staged_reader (line, address, address_key, name, language, zone, topics, joined, reason) from stdin
      """;

  private final JdbcOperations jdbc;
  private final AddressKeys keys;

  ReaderStage(JdbcOperations jdbc, AddressKeys keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  void copy(List<ReaderRow> rows) {
    var text = new StringBuilder(rows.size() * 160);
    rows.forEach(row -> line(text, row));
    byte[] bytes = text.toString().getBytes(UTF_8);
    jdbc.execute(
        (Connection connection) -> {
          copy(connection, bytes);
          return bytes.length;
        });
  }

  private static void copy(Connection connection, byte[] bytes) throws SQLException {
    try {
      var copying = connection.unwrap(PGConnection.class).getCopyAPI();
      copying.copyIn(COPY, new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(StringBuilder text, ReaderRow row) {
    text.append(row.line());
    switch (row) {
      case ReaderRow.Usable usable -> usable(text, usable);
      case ReaderRow.Refused(_, var shown, var reason) -> {
        column(text, shown);
        text.append("\t\\\\x");
        nulls(text, 5);
        column(text, reason);
      }
    }
    text.append('\n');
  }

  private void usable(StringBuilder text, ReaderRow.Usable row) {
    column(text, row.address().value());
    text.append("\t\\\\x");
    HexFormat.of().formatHex(text, keys.of(row.address()));
    column(text, row.name());
    column(text, row.language());
    column(text, row.zone());
    column(text, String.join(",", row.topics()));
    Instant joined = row.joined();
    column(text, joined == null ? null : joined.toString());
    nulls(text, 1);
  }

  private static void nulls(StringBuilder text, int number) {
    text.repeat("\t\\N", number);
  }

  private static void column(StringBuilder text, @Nullable String value) {
    text.append('\t');
    if (value == null) {
      text.append("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      switch (character) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(character);
      }
    }
  }
}

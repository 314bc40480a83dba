package org.courant.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.courant.publication.Sections;

/// Reads a CSV file of readers (RFC 4180), row by row. Commas, semicolons and tabs separate; the
/// header decides which.
final class ReaderFile implements AutoCloseable {
  private static final int FIRST_LOOK = 8192;

  private final CsvReader<CsvRecord> csv;
  private final Iterator<CsvRecord> records;
  private final ReaderColumns columns;
  private final Sections sections;

  private ReaderFile(CsvReader<CsvRecord> csv, Sections sections) {
    this.csv = csv;
    this.records = csv.iterator();
    this.sections = sections;
    if (!records.hasNext()) {
      throw new UnusableFile("it is empty; its first line names the columns, such as address,name");
    }
    this.columns = ReaderColumns.of(records.next().getFields());
  }

  /// @throws UnusableFile when there is no such file, or no column that holds addresses
  static ReaderFile open(Path path, Sections sections) throws IOException {
    try {
      var decoder =
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
      var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(path), decoder));
      skipByteOrderMark(reader);
      return told(() -> new ReaderFile(csv(reader), sections));
    } catch (NoSuchFileException _) {
      throw new UnusableFile("there is no such file");
    } catch (CharacterCodingException _) {
      throw notUtf8();
    }
  }

  /// The columns that mean nothing here, in their order.
  List<String> unknownColumns() {
    return columns.unknown();
  }

  /// Hands on the rows in batches of at most `size`; returns how many rows there were.
  long batches(int size, Consumer<List<ReaderRow>> to) {
    return told(
        () -> {
          long rows = 0;
          var batch = new ArrayList<ReaderRow>(size);
          while (records.hasNext()) {
            CsvRecord row = records.next();
            batch.add(columns.read(row.getStartingLineNumber(), row.getFields(), sections));
            rows++;
            if (batch.size() == size || !records.hasNext()) {
              to.accept(List.copyOf(batch));
              batch.clear();
            }
          }
          return rows;
        });
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  private static CsvReader<CsvRecord> csv(Reader reader) throws IOException {
    return CsvReader.builder()
        .fieldSeparator(separator(reader))
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .trimWhitespacesAroundQuotes(true)
        .ofCsvRecord(reader);
  }

  /// Spreadsheets of many countries write semicolons.
  private static char separator(Reader reader) throws IOException {
    reader.mark(FIRST_LOOK);
    var look = new char[FIRST_LOOK];
    int length = Math.max(0, reader.read(look));
    reader.reset();
    String header =
        new String(look, 0, length).lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(character -> character == wanted).count();
  }

  private static void skipByteOrderMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T told(Reading<T> reading) {
    try {
      return reading.read();
    } catch (CsvParseException e) {
      throw new UnusableFile("it is no CSV: " + e.getMessage());
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notUtf8();
      }
      throw e;
    } catch (CharacterCodingException _) {
      throw notUtf8();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UnusableFile notUtf8() {
    return new UnusableFile("it is not UTF-8; save it as \"CSV UTF-8\"");
  }
}

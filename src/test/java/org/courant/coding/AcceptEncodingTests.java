package org.courant.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|GZIP",
        "x-gzip|GZIP",
        "GZIP, br|BR",
        "gzip, deflate, br, zstd|BR",
        "gzip, zstd|ZSTD",
        "br;q=0.8, gzip;q=1.0|GZIP",
        "br;q=1.0, gzip;q=0.8, *;q=0.1|BR",
        "br ; q=0.5 , zstd;Q=0.6|ZSTD",
        "*|GZIP",
        "gzip;q=0|IDENTITY",
        "gzip;q=0.000, *|IDENTITY",
        "gzip;q=0.001|GZIP",
        "deflate|IDENTITY",
        "identity|IDENTITY",
        "identity;q=1, gzip;q=0.5|IDENTITY",
        "identity;q=0.5, gzip;q=0.5|GZIP",
        "identity;q=0, gzip;q=0.2|GZIP",
        "*;q=0|IDENTITY",
        "gzip;q=much|IDENTITY",
        "gzip;|IDENTITY",
        ",, gzip ,|GZIP",
        "''|IDENTITY"
      })
  void choosesByWeightAndThenTheSmallest(String header, Coding coding) {
    var offered = List.of(Coding.BR, Coding.ZSTD, Coding.GZIP, Coding.IDENTITY);
    assertThat(AcceptEncoding.choose(header, offered)).isEqualTo(coding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd|GZIP",
        "br, zstd|ZSTD",
        "br|BR",
        "gzip;q=0.9, br|BR",
        "gzip;q=0, br, *|BR",
        "identity;q=0.5|IDENTITY"
      })
  void amongEqualWeightsTheFirstOnOfferWins(String header, Coding coding) {
    var offered = List.of(Coding.GZIP, Coding.ZSTD, Coding.BR, Coding.IDENTITY);
    assertThat(AcceptEncoding.choose(header, offered)).isEqualTo(coding);
  }

  @Test
  void choosesOnlyWhatIsOnOffer() {
    var offered = List.of(Coding.GZIP, Coding.IDENTITY);
    assertThat(AcceptEncoding.choose("br, zstd, gzip;q=0.1", offered)).isEqualTo(Coding.GZIP);
    assertThat(AcceptEncoding.choose("br, zstd", offered)).isEqualTo(Coding.IDENTITY);
    assertThat(AcceptEncoding.choose(null, offered)).isEqualTo(Coding.IDENTITY);
  }
}

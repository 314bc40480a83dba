package org.courant.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
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
    assertThat(AcceptEncoding.choose(header, EnumSet.allOf(Coding.class))).isEqualTo(coding);
  }

  @Test
  void choosesOnlyWhatIsOnOffer() {
    var offered = EnumSet.of(Coding.IDENTITY, Coding.GZIP);
    assertThat(AcceptEncoding.choose("br, zstd, gzip;q=0.1", offered)).isEqualTo(Coding.GZIP);
    assertThat(AcceptEncoding.choose("br, zstd", offered)).isEqualTo(Coding.IDENTITY);
    assertThat(AcceptEncoding.choose(null, offered)).isEqualTo(Coding.IDENTITY);
  }
}

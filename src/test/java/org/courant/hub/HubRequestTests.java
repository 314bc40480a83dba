package org.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.courant.publication.Publication;
import org.courant.publication.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;

class HubRequestTests {
  private static final Publication PUBLICATION =
      new Publication(
          "T",
          "",
          URI.create("https://news.example"),
          "news.example,2026",
          "en",
          ZoneId.of("UTC"),
          "",
          "e@news.example",
          "");

  private static HubRequest parse(String... changes) {
    var form =
        new LinkedHashMap<>(
            Map.of(
                "hub.mode", "subscribe",
                "hub.topic", "https://news.example/feeds/all.rss",
                "hub.callback", "https://reader.example/cb?id=1"));
    for (int i = 0; i < changes.length; i += 2) {
      form.put(changes[i], changes[i + 1]);
    }
    var values = new LinkedMultiValueMap<String, String>();
    form.forEach(values::add);
    return HubRequest.parse(values, PUBLICATION);
  }

  @ParameterizedTest
  @CsvSource({
    "3600, 3600",
    "0, 300",
    "1, 300",
    "299, 300",
    "2592000, 2592000",
    "2592001, 2592000",
    "99999999999999999999, 2592000",
    "000000000000000000900, 900",
    "'', 864000"
  })
  void grantsALeaseWithinBounds(String asked, long granted) {
    assertThat(parse("hub.lease_seconds", asked).lease()).isEqualTo(Duration.ofSeconds(granted));
  }

  @Test
  void grantsTenDaysWhereNoLeaseIsAskedFor() {
    assertThat(parse().lease()).isEqualTo(Duration.ofDays(10));
  }

  @Test
  void ignoresTheLeaseOfWhoLeavesAndWhatItDoesNotKnow() {
    var request =
        parse(
            "hub.mode",
            "unsubscribe",
            "hub.lease_seconds",
            "for ever",
            "hub.verify",
            "async",
            "foo",
            "bar");
    assertThat(request.mode()).isEqualTo(HubRequest.Mode.UNSUBSCRIBE);
    assertThat(request.lease()).isZero();
  }

  @Test
  void takesSecretsOfLessThanTwoHundredBytes() {
    assertThat(parse("hub.secret", "é".repeat(99) + "x").secret())
        .contains(new Secret("é".repeat(99) + "x"));
    assertThat(parse("hub.secret", "").secret()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("hub.secret", "é".repeat(100)))
        .withMessage("hub.secret has 200 bytes or more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hub.mode | publish | hub.mode is neither subscribe nor unsubscribe; this hub finds changes by itself",
        "hub.mode | SUBSCRIBE | hub.mode is neither subscribe nor unsubscribe; this hub finds changes by itself",
        "hub.mode | '' | hub.mode is missing",
        "hub.topic | '' | hub.topic is missing",
        "hub.callback | '' | hub.callback is missing",
        "hub.lease_seconds | -5 | hub.lease_seconds is no number of seconds",
        "hub.lease_seconds | soon | hub.lease_seconds is no number of seconds",
        "hub.callback | /relative | hub.callback is no http or https address",
        "hub.callback | ftp://reader.example/ | hub.callback is no http or https address",
        "hub.callback | mailto:a@reader.example | hub.callback is no http or https address",
        "hub.callback | https:///nowhere | hub.callback names no host",
        "hub.callback | https://a:b@reader.example/ | hub.callback has a user name or a password",
        "hub.callback | https://reader.example/#x | hub.callback has a fragment",
        "hub.callback | https://reader.example/a b | hub.callback is no ASCII address",
        "hub.callback | https://reader.example/é | hub.callback is no ASCII address",
        "hub.callback | https://reader.example/% | hub.callback is no valid address",
        "hub.callback | http://reader.example:25/ | hub.callback has the port 25; use 80, 443 or one above 1023",
        "hub.callback | https://news.example/hub | hub.callback is this site itself",
        "hub.callback | http://NEWS.example.:80/hub | hub.callback is this site itself"
      })
  void saysWhatIsWrong(String name, String value, String reason) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(name, value)).withMessage(reason);
  }

  @Test
  void refusesWhatIsTooLongOrTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("hub.callback", "https://reader.example/" + "x".repeat(2000)))
        .withMessage("hub.callback has more than 2000 characters");
    var twice = new LinkedMultiValueMap<String, String>();
    twice.add("hub.mode", "subscribe");
    twice.add("hub.mode", "unsubscribe");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HubRequest.parse(twice, PUBLICATION))
        .withMessage("hub.mode is given more than once");
  }

  @ParameterizedTest
  @CsvSource({
    "https://r.example/cb, https://r.example/cb?hub.topic=a%26b%20c",
    "https://r.example/cb?, https://r.example/cb?hub.topic=a%26b%20c",
    "https://r.example/cb?a=%2F&hub.topic=x, https://r.example/cb?a=%2F&hub.topic=x&hub.topic=a%26b%20c",
    "https://r.example, https://r.example?hub.topic=a%26b%20c"
  })
  void appendsToWhateverQueryThereIs(String callback, String called) {
    assertThat(Callback.with(callback, Map.of("hub.topic", "a&b c"))).hasToString(called);
  }
}

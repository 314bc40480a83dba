package org.courant.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SmtpSettingsTests {
  @TempDir private Path folder;

  private static SmtpSettings bound(Map<String, String> values) {
    var source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put("courant." + name, value));
    return new Binder(source).bind("courant", SmtpSettings.class).get();
  }

  @Test
  void readsItsSettings() {
    var settings =
        bound(
            Map.of(
                "relays[0].host", "mail.example.org",
                "relays[0].username", "courant",
                "relays[0].password", "deep secret",
                "relays[0].tls", "implicit",
                "relays[1].folder", "out/mail",
                "smtp.read-timeout", "90s"));
    var first = settings.relays().getFirst();
    assertThat(first.protection()).isEqualTo(Tls.IMPLICIT);
    assertThat(first.name()).isEqualTo("mail.example.org:587");
    assertThat(first.share()).isEqualTo(4);
    assertThat(settings.relays().getLast().name()).isEqualTo("out/mail");
    assertThat(settings.smtp().readTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.smtp().messagesPerConnection()).isEqualTo(500);
    assertThat(settings.smtp().deliveryNotices()).isTrue();
    assertThat(settings.toString()).contains("***").doesNotContain("deep secret");
    assertThat(bound(Map.of("relays[0].host", "m.example.org")).relays().getFirst().protection())
        .isEqualTo(Tls.REQUIRED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port=25                              | Setting relays.host: a relay has none; name the relay's server, or a folder.
          host=a b                             | Setting relays.host: "a b" is no host name
          host=h,username=ada                  | Setting relays.username: "ada" has no password; add a password-file.
          host=h,password=p                    | Setting relays.password: there is no username
          host=h,username=u,password=p,token-file=f | Setting relays.password: there are several secrets
          host=h,username=u,password=p,tls=none   | Setting relays.tls: NONE may show the password
          host=h,username=u,password=p,tls=wanted | Setting relays.tls: WANTED may show the password
          host=h,folder=out                    | Setting relays.folder: a folder has neither host
          host=h,weight=0                      | Setting relays.weight: 0 is not between 1 and 1000
          host=h,connections=0                 | Setting relays.connections: 0 is not between 1 and 200
          host=h,port=0                        | Setting relays.port: 0 is no port
          """)
  void saysWhatIsWrong(String settings, String message) {
    var values = new HashMap<String, String>();
    for (var setting : settings.split(",", -1)) {
      var parts = setting.split("=", 2);
      values.put("relays[0]." + parts[0], parts[1]);
    }
    assertThatThrownBy(() -> bound(values))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void hasPatienceUnlessTold() {
    var smtp = bound(Map.of("relays[0].host", "h")).smtp();
    assertThat(smtp.helo()).isNull();
    assertThat(smtp.connectTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(smtp.readTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(smtp.writeTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(smtp.messagesPerConnection()).isEqualTo(500);
    assertThat(smtp.deliveryNotices()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "-5s", "999ms", "2h"})
  void refusesTimeOutsThatBreakEveryMessageOrNone(String time) {
    for (var key : List.of("connect-timeout", "read-timeout", "write-timeout")) {
      assertThatThrownBy(() -> bound(Map.of("smtp." + key, time)))
          .rootCause()
          .hasMessageStartingWith("Setting smtp.%s: ".formatted(key))
          .hasMessageContaining(" is not between 1 second and 1 hour; use ");
    }
  }

  @Test
  void refusesTwoRelaysOfOneName() {
    var ports = Map.of("relays[0].host", "mx.example.org", "relays[1].host", "MX.example.org");
    assertThatThrownBy(() -> bound(ports))
        .rootCause()
        .hasMessage(
            "Setting relays: MX.example.org:587 stands there twice; keep one of them, with as many connections as both.");
    var others = new HashMap<>(ports);
    others.put("relays[1].port", "25");
    assertThat(bound(others).relays()).hasSize(2);
  }

  @Test
  void doubtsAHostWithoutAFullNameBeforeARelayElsewhere() {
    var elsewhere = Map.of("relays[0].folder", "out", "relays[1].host", "mx.example.org");
    for (var none : List.of("localhost", "myhost", "10.0.0.1")) {
      assertThat(OwnName.doubt(bound(elsewhere), none))
          .hasValueSatisfying(
              told ->
                  assertThat(told)
                      .startsWith("mx.example.org:587 is greeted as " + none)
                      .endsWith("set smtp.helo."));
    }
    assertThat(OwnName.doubt(bound(elsewhere), "mail.example.org")).isEmpty();
    assertThat(OwnName.doubt(bound(Map.of("relays[0].host", "localhost")), "localhost")).isEmpty();
    var told = new HashMap<>(elsewhere);
    told.put("smtp.helo", "mail.example.org");
    assertThat(OwnName.doubt(bound(told), "localhost")).isEmpty();
  }

  @Test
  void namesTheSettingOfAFileThatIsOfNoUse() throws Exception {
    var empty = Files.writeString(folder.resolve("empty"), "\n");
    var two = Files.writeString(folder.resolve("two"), "a\nb\n");
    for (var key : List.of("password-file", "token-file")) {
      for (var file : List.of(folder.resolve("none"), empty, two)) {
        assertThatThrownBy(() -> relays(Map.of("username", "u", key, file.toString())))
            .hasMessageStartingWith("Setting relays.%s of h:587: %s ".formatted(key, file));
      }
    }
    assertThatThrownBy(() -> relays(Map.of("certificates", empty.toString())))
        .hasMessageStartingWith("Setting relays.certificates: " + empty);
  }

  private static Relays relays(Map<String, String> values) {
    var all = new HashMap<String, String>();
    all.put("relays[0].host", "h");
    values.forEach((name, value) -> all.put("relays[0]." + name, value));
    return new Relays(bound(all), Clock.systemUTC());
  }
}

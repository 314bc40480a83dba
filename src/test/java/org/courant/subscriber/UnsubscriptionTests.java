package org.courant.subscriber;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.delivery.Suppressions;
import org.courant.message.AddressKeys;
import org.courant.message.MailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@CourantTest
class UnsubscriptionTests {
  @Autowired private MockMvcTester mvc;
  @Autowired private JdbcClient jdbc;
  @Autowired private ReaderTokens tokens;
  @Autowired private AddressKeys keys;
  @Autowired private Suppressions suppressions;
  @LocalServerPort private int port;

  @Test
  void asksOnGetAndChangesNothing() {
    var ada = reader("asks");

    assertThat(mvc.get().uri(link(ada)))
        .hasStatusOk()
        .hasHeader("Referrer-Policy", "no-referrer")
        .hasHeader("Cache-Control", "no-store")
        .bodyText()
        .contains("<form method=\"post\"");
    assertThat(status(ada)).isEqualTo("ACTIVE");
    assertThat(suppressions.covers(key("asks"), "weekly")).isFalse();
  }

  @Test
  void leavesInOneClickWithoutCookieSessionOrRedirect() {
    var ada = reader("one-click");

    var answer =
        mvc.post()
            .uri(link(ada))
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .content("List-Unsubscribe=One-Click")
            .exchange();

    assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN);
    assertThat(answer.getResponse().getCookies()).isEmpty();
    assertThat(answer.getRequest().getSession(false)).isNull();
    assertThat(status(ada)).isEqualTo("LEFT");
    assertThat(suppressions.covers(key("one-click"), "weekly")).isTrue();
    assertThat(suppressions.covers(key("one-click"), "daily")).isFalse();
  }

  /// Whatever a mail program makes of the form, a press of its button counts.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"List-Unsub",
        "abc",
        ""
      })
  void leavesInOneClickByMultipartToo(String body) throws Exception {
    var ada = reader("multipart-" + UUID.randomUUID());
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + link(ada)))
              .header("Content-Type", "multipart/form-data; boundary=b")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("You are unsubscribed");
    }
    assertThat(status(ada)).isEqualTo("LEFT");
  }

  @Test
  void leavesByTheButtonAndSaysTheSameTheSecondTime() {
    var ada = reader("button");

    for (int press = 1; press <= 2; press++) {
      assertThat(mvc.post().uri(link(ada)))
          .hasStatusOk()
          .bodyText()
          .contains("You are unsubscribed");
    }
    assertThat(status(ada)).isEqualTo("LEFT");
    assertThat(proofs(ada)).isEqualTo(1);
  }

  @Test
  void comesBackByTheSamePage() {
    var ada = reader("back");
    assertThat(mvc.post().uri(link(ada))).hasStatusOk();

    assertThat(mvc.post().uri(link(ada)).param("rejoin", "yes"))
        .hasStatusOk()
        .bodyText()
        .contains("Welcome back");
    assertThat(status(ada)).isEqualTo("ACTIVE");
    assertThat(suppressions.covers(key("back"), "weekly")).isFalse();
  }

  @Test
  void comingBackLiftsNothingButOnesOwnLeaving() {
    var ada = reader("bounced");
    suppressions.suppress(
        key("bounced"), "weekly", Suppressions.Reason.HARD_BOUNCE, TestClock.START);

    assertThat(mvc.post().uri(link(ada)).param("rejoin", "yes")).hasStatusOk();
    assertThat(suppressions.covers(key("bounced"), "weekly")).isTrue();
  }

  @Test
  void answersAForgedTokenAsAPageThatIsNotThere() {
    String forged = "/unsubscribe/" + "A".repeat(55);

    assertThat(mvc.get().uri(forged))
        .hasStatus(HttpStatus.NOT_FOUND)
        .bodyText()
        .contains("leads nowhere");
    assertThat(mvc.post().uri(forged)).hasStatus(HttpStatus.NOT_FOUND);
    assertThat(mvc.post().uri(forged).param("List-Unsubscribe", "One-Click"))
        .hasStatus(HttpStatus.NOT_FOUND);
  }

  private UUID reader(String name) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into subscriber (id, address, address_key, created_at)
            values (:id, :address, :key, :now)
            """)
        .param("id", id)
        .param("address", address(name))
        .param("key", key(name))
        .param("now", TestClock.START.atOffset(UTC))
        .update();
    jdbc.sql(
            """
            insert into subscription (subscriber, newsletter, status, topics, joined_at)
            values (:id, 'weekly', 'ACTIVE', '{pregnancy}', :now)
            """)
        .param("id", id)
        .param("now", TestClock.START.atOffset(UTC))
        .update();
    return id;
  }

  private static String address(String name) {
    return name + "@unsubscription.example";
  }

  private byte[] key(String name) {
    return keys.of(MailAddress.parse(address(name)));
  }

  private String link(UUID reader) {
    return "/unsubscribe/" + tokens.unsubscribe(reader, "weekly");
  }

  private String status(UUID reader) {
    return jdbc.sql("select status from subscription where subscriber = :id")
        .param("id", reader)
        .query(String.class)
        .single();
  }

  private long proofs(UUID reader) {
    return jdbc.sql("select count(*) from consent_event where subscriber = :id")
        .param("id", reader)
        .query(Long.class)
        .single();
  }
}

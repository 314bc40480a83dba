package org.courant.dkim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class DkimSignerTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String HEADER =
      """
      Date: Mon, 23 Nov 2026 08:00:00 +0000
      To: "Ada"
       <ada@example.net>
      Message-ID: <1@example.org>
      From: "The @ \\"News\\" <not@this.example>" <news@Example.ORG>
      subject  :  What   happened\t
       =?UTF-8?B?w6k=?=
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      List-Unsubscribe: <https://example.org/unsubscribe/x>,
       <mailto:unsub+x@example.org>
      List-Unsubscribe-Post: List-Unsubscribe=One-Click
      List-Id: <weekly.example.org>
      Feedback-ID: a:b:c:d
      X-Other: not signed
      """
          .replace("\n", "\r\n");

  @TempDir private static Path folder;
  private static DkimKeys keys;
  private static DkimSigner signer;
  private static DkimVerifier verifier;

  @BeforeAll
  static void keys() {
    keys =
        new DkimKeysForTests(folder)
            .with(KeyKind.RSA, "example.org", "2026a")
            .with(KeyKind.ED25519, "example.org", "2026e")
            .keys(NOW);
    signer = new DkimSigner(keys);
    verifier = new DkimVerifier(DkimKeysForTests.dns(keys));
  }

  private static byte[] message(String body) {
    return (HEADER + "\r\n" + body).getBytes(UTF_8);
  }

  @Test
  void signsWithBothKeysWhatReceiversAskFor() throws Exception {
    var signed = signer.sign(message("Hello\r\n"), NOW);
    var signatures = verifier.verify(signed);
    assertThat(signatures)
        .extracting(s -> s.tag("a"))
        .containsExactly("rsa-sha256", "ed25519-sha256");
    assertThat(signatures).extracting(s -> s.tag("d")).containsOnly("example.org");
    assertThat(signatures).extracting(s -> s.tag("t")).containsOnly("1795420800");
    var names = List.of(signatures.getFirst().tag("h").split(":"));
    assertThat(names)
        .contains("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Feedback-ID")
        .contains("Message-ID")
        .doesNotContain("X-Other", "Cc");
    assertThat(names).filteredOn("From"::equals).hasSize(2);
    assertThat(names).filteredOn("Subject"::equals).hasSize(2);
    assertThat(new String(signed, UTF_8).lines().mapToInt(String::length).max().orElse(0))
        .isLessThan(100);
    assertThat(new String(signed, UTF_8)).endsWith(new String(message("Hello\r\n"), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "\r\n\r\n\r\n",
        "  \r\n",
        "no end",
        "no end  ",
        "text\r\n\r\n\r\n",
        "text \t \r\n \t\r\n",
        " two  spaces\tand\t\ttabs \r\n",
        ".\r\n..\r\n.x\r\n",
        "\r\nfirst line empty\r\n",
        "Größe 👩‍⚕️\r\n",
        "a \r b \n c\r\n"
      })
  void signsEveryBodyAsReceiversReadIt(String body) throws Exception {
    assertThat(verifier.verify(signer.sign(message(body), NOW))).hasSize(2);
    var long8bit = body + "é".repeat(2_000) + " \r\n";
    assertThat(verifier.verify(signer.sign(message(long8bit), NOW))).hasSize(2);
  }

  @Test
  void agreesWithAVerifierOnWhateverAMessageHolds() throws Exception {
    var random = new Random(20261123);
    var pieces =
        List.of(" ", "\t", "\r\n", "\r\n\r\n", ".", "=", "x", "word", "é", "  ", "\r", "\n", ":");
    // A line end that is none has no place in a header; relays refuse it or make it one.
    var inHeader = pieces.stream().filter(p -> !p.equals("\r") && !p.equals("\n")).toList();
    for (var round = 0; round < 500; round++) {
      var header = new StringBuilder();
      for (var name : List.of("To", "Subject", "Subject", "X-A", "List-Id", "Date")) {
        header.append(name).append(random.nextBoolean() ? ":" : " \t: ");
        header.append(text(random, inHeader, 12).strip().replaceAll("(\r\n)+[ \t]*", "\r\n "));
        header.append("\r\n");
      }
      var message = "From: a@example.org\r\n" + header + "\r\n" + text(random, pieces, 60);
      assertThat(verifier.verify(signer.sign(message.getBytes(UTF_8), NOW))).hasSize(2);
    }
  }

  private static String text(Random random, List<String> pieces, int most) {
    var out = new StringBuilder();
    for (var i = random.nextInt(most); i > 0; i--) {
      out.append(pieces.get(random.nextInt(pieces.size())));
    }
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello there|hello here",
        "X-Other: not signed|X-Other: not signed\r\nSubject: another",
        "X-Other: not signed|X-Other: not signed\r\nFrom: eve@example.org",
        "X-Other: not signed|X-Other: not signed\r\nReply-To: eve@example.org",
        "List-Unsubscribe=One-Click|List-Unsubscribe=Two-Clicks",
        "happened|happenedd"
      })
  void breaksWhenSomebodyChangesTheMessage(String change) throws Exception {
    var signed = new String(signer.sign(message("hello there\r\n"), NOW), UTF_8);
    var parts = change.split("\\|", 2);
    var changed = signed.replace(parts[0], parts[1]);
    assertThat(changed).isNotEqualTo(signed);
    assertThatThrownBy(() -> verifier.verify(changed.getBytes(UTF_8)))
        .isInstanceOf(GeneralSecurityException.class);
    var unsignedPart = signed.replace("not signed", "something else");
    assertThat(verifier.verify(unsignedPart.getBytes(UTF_8))).hasSize(2);
  }

  @Test
  void signsWithTheKeysOfTheDay(@TempDir Path other) throws Exception {
    var day = LocalDate.of(2026, 12, 1);
    var given = new DkimKeysForTests(other);
    var old = new DkimSettings.Key("example.org", "old", given.file(KeyKind.RSA, "old"), null, day);
    var next =
        new DkimSettings.Key("example.org", "next", given.file(KeyKind.RSA, "next"), day, null);
    var rotating = given.with(old).with(next).keys(NOW);
    var check = new DkimVerifier(DkimKeysForTests.dns(rotating));
    for (var at : List.of("2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z")) {
      var signed = new DkimSigner(rotating).sign(message("x"), Instant.parse(at));
      assertThat(check.verify(signed))
          .singleElement()
          .extracting(s -> s.tag("s"))
          .isEqualTo(at.contains("11-30") ? "old" : "next");
    }
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void signsForTheNearestDomainAndForNoOther(CapturedOutput output) throws Exception {
    var below = new String(message("x"), UTF_8).replace("@Example.ORG", "@mail.example.org");
    assertThat(verifier.verify(signer.sign(below.getBytes(UTF_8), NOW)))
        .extracting(s -> s.tag("d"))
        .containsOnly("example.org");
    for (var sender : List.of("@notexample.org", "@example.org.evil.test")) {
      var stranger = new String(message("x"), UTF_8).replace("@Example.ORG", sender);
      var bytes = stranger.getBytes(UTF_8);
      assertThat(signer.sign(bytes, NOW)).isSameAs(bytes);
      assertThat(signer.sign(bytes, NOW)).isSameAs(bytes);
      assertThat(output.toString().lines())
          .filteredOn(l -> l.contains("Mail from " + sender.substring(1) + " is not signed"))
          .hasSize(1);
    }
  }

  @Test
  void signsForManyAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<Integer>>();
      for (var i = 0; i < 200; i++) {
        var body = "message " + i + "\r\n";
        work.add(() -> verifier.verify(signer.sign(message(body), NOW)).size());
      }
      assertThat(threads.invokeAll(work)).extracting(Future::get).containsOnly(2);
    }
  }

  @Test
  void theJdkSignsTheSameWhereThereIsNoFasterProvider() throws Exception {
    for (var kind : KeyKind.values()) {
      var pair = KeyFile.generate(kind);
      var bytes = message("x");
      assertThat(new Signatures(kind, pair.secret(), null).sign(bytes, bytes.length))
          .isEqualTo(new Signatures(kind, pair.secret()).sign(bytes, bytes.length));
    }
  }
}

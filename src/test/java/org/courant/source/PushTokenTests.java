package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.courant.publication.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTokenTests {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;

  @Test
  void aPushedSourceNeedsOneStrongToken() throws IOException {
    assertThat(source("", TOKEN, null)).hasToString(source("", TOKEN, null).toString());
    assertThat(source("", TOKEN, null).toString()).doesNotContain(TOKEN);

    refused("", null, null, "\"cms\" needs a token or a token-file, and only one of them.");
    refused("", TOKEN, folder, "\"cms\" needs a token or a token-file, and only one of them.");
    refused("", "short", null, "has a token of 5 characters; it needs at least 32, such as");
    refused("", TOKEN + " ", null, "characters that no header carries (RFC 6750)");
    refused("", null, folder.resolve("none"), "has the token-file " + folder);
    refused("https://example.org", TOKEN, null, "\"cms\" has an address, but nothing is pulled");

    var file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    assertThat(source("", null, file).token()).isEqualTo(new Secret(TOKEN));
  }

  @Test
  void onlyAPushedSourceHasOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> declared(SourceKind.FEED, "https://example.org", TOKEN, null))
        .withMessageContaining("has a token, which only a source of kind push uses");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> declared(SourceKind.FEED, " ", null, null))
        .withMessageContaining("\"cms\" has no address");
  }

  @Test
  void tokensAreComparedWhole() {
    assertThat(new Secret(TOKEN).matches(TOKEN)).isTrue();
    assertThat(new Secret(TOKEN).matches(TOKEN + "0")).isFalse();
    assertThat(new Secret(TOKEN).matches("")).isFalse();
  }

  private static void refused(
      String address, @Nullable String token, @Nullable Path file, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source(address, token, file))
        .withMessageStartingWith("courant.sources: ")
        .withMessageContaining(sentence);
  }

  private static DeclaredSource source(
      String address, @Nullable String token, @Nullable Path file) {
    return declared(SourceKind.PUSH, address, token, file);
  }

  private static DeclaredSource declared(
      SourceKind kind, String address, @Nullable String token, @Nullable Path file) {
    return new DeclaredSource(
        "cms",
        kind,
        address,
        null,
        Duration.ofMinutes(15),
        null,
        false,
        null,
        null,
        token == null ? null : new Secret(token),
        file);
  }
}

package org.courant.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlEntitiesTests {
  private static final URI ADDRESS = URI.create("https://site.example/feed");

  private final FeedReader reader = new FeedReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "<!ENTITY x PUBLIC '-//X//Y' \"http://127.0.0.1/\">",
        "<!ENTITY a 'lol'> <!ENTITY x '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>",
        "<!ENTITY a 'lol'> <!ENTITY x '&#38;a;&#x26;a;'>",
        "<!ENTITY x 'more of &x;'>",
        "<!ENTITY x \"]>\"><!ENTITY a SYSTEM '/etc/passwd'> <!ENTITY % b '<!ENTITY c SYSTEM \"/d\">'> %b;",
        "<!ENTITY % b SYSTEM 'http://127.0.0.1/b.dtd'> %b;"
      })
  void aDocumentThatUsesAnEntityFromOutsideOrOfOthersIsRefused(String declared) {
    refused(feed(declared, "F &x;")).withMessageStartingWith(ADDRESS + " is refused: ");
  }

  @Test
  void theReasonNamesTheEntity() {
    refused(feed("<!ENTITY x SYSTEM 'file:///etc/passwd'>", "F &x;"))
        .withMessage(ADDRESS + " is refused: it uses the entity `&x;`, which stands outside of it");
    refused(feed("<!ENTITY a 'lol'> <!ENTITY x '&a;&a;'>", "F &x;"))
        .withMessage(
            ADDRESS + " is refused: it uses the entity `&x;`, which is made of other entities");
  }

  @Test
  void aPlainEntityIsPutInItsPlace() throws UnreadableDocument {
    var document =
        read(
            feed(
                """
                <!-- <!ENTITY pub "no"> --><!ENTITY pub "My &#x4E;ews"><!ENTITY pub "no">
                <!ENTITY nbsp '&#160;'><!ENTITY amp '&#38;#38;'><!ENTITY unused SYSTEM 'x.txt'>
                """,
                "&pub;&nbsp;&amp; more"));

    assertThat(document.title()).isEqualTo("My News\u00a0& more");
    assertThat(document.items().getFirst().summary()).isEqualTo("&pub; is <b>not</b> meant");
    assertThat(document.warnings())
        .contains("uses entities that its DOCTYPE declares: their text is put in their places");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">",
        "<!DOCTYPE rss [<!ENTITY unused SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE rss [<!ENTITY % h PUBLIC '-//W3C//ENTITIES Latin 1 for XHTML//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent'> %h;]>"
      })
  void aDoctypeThatBringsNothingInIsReadWithAWarning(String doctype) throws UnreadableDocument {
    var document = read(doctype + feed("", "Caf&eacute;").replaceFirst("(?s)^.*?]>", ""));

    assertThat(document.title()).isEqualTo("Café");
    assertThat(document.warnings()).contains("has a DOCTYPE, which is not read");
  }

  @Test
  void entitiesThatMakeADocumentGrowAreRefusedAtOnce() throws UnreadableDocument {
    var begun = System.nanoTime();
    refused(feed("<!ENTITY x '%s'>".formatted("x".repeat(10_000)), "&x;".repeat(1_000_000)))
        .withMessageEndingWith("make it more than 1 MB longer");
    refused(feed("<!ENTITY x 'y'>" + "<!-- ".repeat(1_000_000) + "-->", "&x;"))
        .withMessageEndingWith("has more than 256 KB");
    assertThat(read(feed("<!ENTITY x 'y'>", "<![CDATA[".repeat(1_000_000)))).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  private static String feed(String declared, String title) {
    return """
        <?xml version="1.0"?>
        <!DOCTYPE rss [ %s ]>
        <rss version="2.0"><channel><title>%s</title><item><title>One</title>
        <description><![CDATA[&pub; is <b>not</b> meant]]></description></item></channel></rss>
        """
        .formatted(declared, title);
  }

  private Document read(String text) throws UnreadableDocument {
    return reader.read(text.getBytes(UTF_8), null, ADDRESS);
  }

  private ThrowableAssertAlternative<UnreadableDocument> refused(String text) {
    return assertThatExceptionOfType(UnreadableDocument.class).isThrownBy(() -> read(text));
  }
}

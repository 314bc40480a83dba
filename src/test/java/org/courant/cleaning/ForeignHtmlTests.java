package org.courant.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignHtmlTests {
  private static final URI BASE = URI.create("https://example.org/posts/one/");

  private static String html(String foreign) {
    return ForeignHtml.clean(foreign, BASE).html();
  }

  private static String text(String foreign) {
    return ForeignHtml.clean(foreign, BASE).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<style>*{background:url(javascript:alert(1))}</style>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<form action=javascript:alert(1)><input type=submit></form>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<!--<img src='--><img src=x onerror=alert(1)//'>",
        "<object data=javascript:alert(1)></object>",
        "<base href='javascript:alert(1)//'>"
      })
  void leavesNothingThatRuns(String foreign) {
    var tree = org.jsoup.Jsoup.parseBodyFragment(html("<p>before</p>" + foreign));
    assertThat(tree.select("script, style, svg, math, iframe, object, form, input, base"))
        .isEmpty();
    assertThat(tree.select("[^on], [style], [srcdoc], [href^=j], [href^=d]")).isEmpty();
    assertThat(tree.text()).startsWith("before");
  }

  @Test
  void keepsWhatCarriesMeaning() {
    var kept =
        "<h2>Title</h2><p lang=\"ar\" dir=\"rtl\">مرحبا <em>b</em></p>"
            + "<blockquote><p>q</p></blockquote><figure><img src=\"https://example.org/a.png\" alt=\"A\">"
            + "<figcaption>c</figcaption></figure><table><tbody><tr><th scope=\"row\">h</th><td colspan=\"2\">d"
            + "</td></tr></tbody></table>";
    assertThat(html(kept)).isEqualTo(kept);
  }

  @Test
  void keepsPreformattedLinesAndBracesAsTheyAre() {
    var code =
        "<pre><code class=\"language-java\">if (a &lt; b) {\n    x = \"{{name}}\";\n\n\tend();\n}</code></pre>";
    assertThat(html(code)).isEqualTo(code);
    assertThat(text(code)).isEqualTo("if (a < b) {\n    x = \"{{name}}\";\n\n\tend();\n}");
  }

  @Test
  void keepsEmojiAndDropsWhatXmlCannotCarry() {
    assertThat(html("<p>👩‍⚕️ a\u0008b\u0000c\uFFFEd\uD800e&#8;f&#xFFFF;g</p>"))
        .isEqualTo("<p>👩‍⚕️ abcdefg</p>");
  }

  @Test
  void makesEveryAddressAbsolute() {
    assertThat(html("<a href='../two?a=1&amp;b=2#c'>two</a><img src='/i/ä b.png' alt=''>"))
        .isEqualTo(
            "<a href=\"https://example.org/posts/two?a=1&amp;b=2#c\">two</a>"
                + "<img src=\"https://example.org/i/%C3%A4%20b.png\" alt=\"\">");
    assertThat(html("<a href='#n1'>note</a>")).contains("https://example.org/posts/one/#n1");
    assertThat(html("<a href='http://'>nowhere</a>")).isEqualTo("nowhere");
  }

  @Test
  void bringsLazyImagesBack() {
    assertThat(html("<img src='data:image/gif;base64,R0' data-src='/real.jpg'>"))
        .isEqualTo("<img src=\"https://example.org/real.jpg\">");
    assertThat(html("<img srcset='/small.jpg 320w, /big.jpg 640w'>"))
        .isEqualTo("<img src=\"https://example.org/small.jpg\">");
    assertThat(html("<img data-lazy-src='/real.jpg'><noscript><img src='/real.jpg'></noscript>"))
        .isEqualTo("<img src=\"https://example.org/real.jpg\">");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src='https://t.example/p.gif' width=1 height=1>",
        "<img src='https://t.example/p.gif' style='width:1px;height:1px'>",
        "<img src='https://t.example/p.gif' style='display:none'>",
        "<img src='https://pixel.wp.com/b.gif?x=1'>"
      })
  void dropsTrackingPixels(String pixel) {
    assertThat(html("<p>text" + pixel + "</p>")).isEqualTo("<p>text</p>");
  }

  @Test
  void turnsPlayersIntoLinks() {
    assertThat(html("<iframe src='https://video.example/1' title='A talk'></iframe>"))
        .isEqualTo("<p><a href=\"https://video.example/1\">A talk</a></p>");
  }

  @Test
  void derivesTextByParagraphs() {
    assertThat(
            text(
                "<h2>One</h2><p>two\n three<br>four</p><ul><li>a</li><li><p>b</p></li></ul><p>five</p>"))
        .isEqualTo("One\n\ntwo three\nfour\n\n- a\n- b\n\nfive");
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> html("<p>" + "x".repeat(5_000_000)))
        .withMessage("has 5,000,003 characters of text; the largest article has 1,000,000");
  }

  @Test
  void survivesDeepNesting() {
    assertThat(text("<div>".repeat(100) + "deep")).isEqualTo("deep");
    assertThat(text("<p>before</p>" + "<div>".repeat(100_000) + "too deep")).startsWith("before");
  }

  @ParameterizedTest
  @Timeout(30)
  @ValueSource(strings = {"{{", "<b><p>", "<img width=1>", "<table><tr><td>"})
  void hostileRepetitionTakesNoHostileTime(String part) {
    assertThat(text("<p>before</p>" + part.repeat(900_000 / part.length()))).startsWith("before");
  }
}

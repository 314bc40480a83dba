package org.courant.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.courant.page.PageReader.Finding;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A warning that is lost is worse than a link that is left over: what looks like a page's
/// furniture by one word of it alone is text.
class ClutterTests {
  private static final URI ADDRESS = URI.create("https://news.example/health/iron-in-food");
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><script type="application/ld+json">
      {"@type":"NewsArticle","headline":"After the test","datePublished":"2026-03-01"}</script></head><body>
      <nav><a href="/">Home</a></nav><article><h1>After the test</h1>
      <p>The test takes ten minutes, it is seldom painful, and most women go home at once, on foot.</p>
      TEXT
      <p>Ask for a chair, a glass of water, and somebody to go home with you, whenever you feel weak.</p>
      </article></body></html>
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>You may also feel tired and dizzy for two days after the test.</p>",
        "<p>See also your doctor at once if you bleed heavily.</p>",
        "<p>See also <a href='/d'>your doctor</a> at once if you bleed heavily.</p>",
        "<p><a href='/999'>You may also need help at once: call 999</a></p>",
        "<li>You might also need a blood test.</li>",
        "<ul><li>You might also need a <a href='/b'>blood test</a>.</li><li>Rest.</li></ul>",
        "<p><strong>Read more than one study before you decide.</strong> And take time.</p>",
        "<p>Sign up for a screening if you are over fifty.</p>",
        "<p>Share with your doctor</p>",
        "<h3 id='skip-the-salt'>Skip the salt</h3>",
        "<h3 id='comments'>Comments of three doctors</h3>",
        "<h3>Menu</h3>",
        "<section class='related-symptoms'><h3>Related symptoms</h3><p>Call a doctor when you faint.</p></section>",
        "<div id='menu-pause'><p>Bleeding after menopause is never normal.</p></div>",
        "<div class='menu'><p>Monday: lentils, spinach, oranges, and no tea with it.</p></div>",
        "<div class='comments-from-doctors'><p>Stop the tablets and call, says Dr Obi.</p></div>",
        "<div class='social-anxiety'><p>Panic is no weakness, and it can be treated.</p></div>",
        "<div class='informed-consent'><p>You can say no at any time, without a reason.</p></div>",
        "<div class='recommendations'><p>Take iron on an empty stomach.</p></div>",
        "<div class='cmp-text'><p>A panel tells how the liver does.</p></div>",
        "<div class='elementor-widget elementor-widget-text-editor'><p>Never take both tablets.</p></div>",
        "<div class='widget'><p>Never take both tablets at once.</p></div>",
        "<div class='paywall'><p>Never take both tablets at once.</p></div>",
        "<aside class='warning'><p>Never take both tablets at once.</p></aside>",
        "<table><tr><td>Take it at <time>8:00</time> each day</td></tr></table>",
        "<h3>Where to find help</h3><ul><li><a href='tel:116123'>Samaritans</a></li><li><a href='https://nhs.example/'>The nearest clinic</a></li></ul>"
      })
  void textIsKept(String text) {
    assertThat(read(text)).contains(Jsoup.parse(text).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<h2>After the test</h2>",
        "<p><a href='#top'>Scroll to top</a></p><p><a href='#'>Scroll to top</a></p>",
        "<p>Read more: <a href='/g'>GONE, and how to find it</a></p>",
        "<p>Read more about <a href='/g'>GONE, and how to find it</a></p>",
        "<p>See also: <a href='/g'>GONE, and how to find it</a> »</p>",
        "<p><a href='/g'>Read next: GONE, and how to find it</a></p>",
        "<h3>You may also like</h3>",
        "<p>You might also enjoy <a href='/g'>GONE, and how to find it</a></p>",
        "<p>Read more</p>",
        "<p>Share on Facebook</p><p>Share this article via WhatsApp</p>",
        "<p>Sign up for our newsletter.</p><p>Subscribe</p>",
        "<div class='related-posts'><h3>GONE</h3><p>Ten soups for winter, and what they cost.</p></div>",
        "<div class='post-related'><p>GONE</p></div>",
        "<div class='relatedArticles'><p>GONE</p></div>",
        "<section class='wp-block-group wp-block-related-posts'><p>GONE</p></section>",
        "<div class='wp-block-latest-comments'><p>GONE</p></div>",
        "<div class='menu-item'><a href='/g'>GONE</a></div>",
        "<div id='site-menu'><span>GONE</span></div>",
        "<div class='menu'><a href='/g'>GONE</a> <a href='/h'>GONE, too</a></div>",
        "<div class='toc-of-this-story'><a href='#g'>GONE</a> <a href='#h'>GONE, too</a></div>",
        "<div class='related-symptoms'><p><a href='/g'>GONE</a></p><p><a href='/h'>GONE, too</a></p></div>",
        "<div class='share-bar'><span>GONE</span></div>",
        "<div class='post__share share--top'><span>GONE</span></div>",
        "<div class='td-post-sharing-top'><a href='https://x.example'>GONE</a></div>",
        "<div id='cookie-banner'><p>GONE: we use cookies, and our partners do, too.</p></div>",
        "<div class='cookie-law-info-bar'><p>GONE: we use cookies, and our partners do, too.</p></div>",
        "<div id='onetrust-consent-sdk'><p>GONE: we use cookies, and our partners do, too.</p></div>",
        "<div class='newsletter-box'><p>GONE</p></div>",
        "<div class='sign-up-form'><p>GONE</p></div>",
        "<form><p>GONE</p><input name='mail'></form>",
        "<div id='comments' class='comments-area'><p>GONE: first, I never liked it, but that is me.</p></div>",
        "<div id='div-gpt-ad-1234567-0'><p>GONE</p></div>",
        "<div class='ad'><p>GONE</p></div>",
        "<div class='promo'><p>GONE</p></div>",
        "<span class='screen-reader-text'>GONE</span>",
        "<aside class='related'><p>GONE</p></aside>",
        "<aside><p><a href='/g'>GONE</a></p></aside>",
        "<h3>GONE: more from Health</h3><ul><li><a href='/1'>Ten soups</a></li><li><a href='/2'>Salt</a></li></ul>",
        "<ul><li><a href='https://facebook.com/sharer.php?u=x'>GONE</a></li><li><a href='https://wa.me/?text=x'>GONE</a></li></ul>"
      })
  void whatStandsAroundItGoes(String clutter) {
    assertThat(read(clutter)).isEqualTo(read("")).doesNotContain("GONE");
  }

  @Test
  void aFormAroundTheWholePageTakesNothingAway() {
    var page = PAGE.replace("<nav>", "<form id='aspnetForm'><nav>");

    assertThat(readPage(page.replace("TEXT", "").replace("</body>", "</form></body>")))
        .isEqualTo(read(""));
  }

  private static String read(String text) {
    return readPage(PAGE.replace("TEXT", text));
  }

  private static String readPage(String page) {
    var finding =
        PageReader.read(
            page.getBytes(UTF_8),
            "text/html; charset=utf-8",
            ADDRESS,
            new SitePage(ADDRESS, null, null, null));
    assertThat(finding).isInstanceOf(Finding.Article.class);
    return Jsoup.parse(String.valueOf(((Finding.Article) finding).item().html())).text();
  }
}

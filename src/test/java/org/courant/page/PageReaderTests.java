package org.courant.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.courant.extract.Item;
import org.courant.page.PageReader.Finding;
import org.junit.jupiter.api.Test;

class PageReaderTests {
  private static final URI ADDRESS = URI.create("https://news.example/health/iron-in-food");
  private static final String TEXT =
      """
      <p>Iron carries oxygen in the blood, and many women have too little of it, often without knowing.</p>
      <p>Lentils, spinach, and pumpkin seeds are good sources; <a href="/c">vitamin C</a> helps the body to take it up.</p>
      <h2>How much is enough?</h2>
      <p>Most adults need between eight and eighteen milligrams a day, more during pregnancy, less after menopause.</p>
      <figure><img src="/lentils.jpg" alt="Lentils"><figcaption>A bowl of lentils</figcaption></figure>
      """;
  private static final String JSON =
      """
      <script type="application/ld+json">
      {"@context":"https://schema.org","@graph":[
       {"@type":"WebSite","@id":"https://news.example/#site","name":"Her News"},
       {"@type":"Person","@id":"https://news.example/#ada","name":"Ada O&#8217;Brien"},
       {"@type":["NewsArticle"],"headline":"Iron in food: what really…","description":"What to eat.",
        "datePublished":"2026-03-01T10:00:00+01:00","dateModified":"2026-03-02T09:30:00Z",
        "author":[{"@id":"https://news.example/#ada"},{"@type":"Person","name":"Bo Chen"}],
        "image":{"@type":"ImageObject","url":"https://news.example/i.jpg"},
        "articleSection":"Nutrition","keywords":"iron, lentils","inLanguage":"en-GB"}]}
      </script>
      """;

  private static final String CLUTTERED =
      """
      <a class="skip-link" href="#main">Skip to content</a>
      <header><nav><a href="/">Home</a><a href="/n">Nutrition</a></nav></header>
      <div id="cookie-banner"><p>We use cookies, and our partners use cookies, to improve things.</p><button>Accept all</button></div>
      <main><article class="post with-sidebar"><h1>Iron in food: what helps</h1>
      <div class="post-meta">By Ada O’Brien, 1 March 2026</div>
      <div class="share-buttons"><a href="https://x.example">Share on X</a><a href="https://f.example">Share on Facebook</a></div>
      <h2>Iron in food: what helps</h2>
      TEXT
      <p>Advertisement</p>
      <div class="newsletter-box"><p>Sign up for our newsletter, it is free, weekly, and good.</p></div>
      <h3>More from Nutrition</h3><ul><li><a href="/1">Ten soups for winter</a></li><li><a href="/2">Why salt matters</a></li></ul>
      <p><a href="#top">Scroll to top</a></p>
      <span>Back to top</span></article>
      <aside><p>Popular now, popular tomorrow, popular always, and for ever.</p></aside></main>
      <section class="comments"><p>First! I never liked lentils, sorry, but that is me, really.</p></section>
      <footer><p>© Her News, all rights reserved, imprint, privacy, and terms.</p></footer>
      """;

  @Test
  void readsJsonLdFirst() {
    var item =
        article(
            page(JSON, "<article><h1>Iron in food: what really helps</h1>" + TEXT + "</article>"));

    assertThat(item.title()).isEqualTo("Iron in food: what really helps");
    assertThat(item.summary()).isEqualTo("What to eat.");
    assertThat(item.published()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(item.updated()).isEqualTo(Instant.parse("2026-03-02T09:30:00Z"));
    assertThat(item.authors()).containsExactly("Ada O’Brien", "Bo Chen");
    assertThat(item.categories()).containsExactly("Nutrition", "iron", "lentils");
    assertThat(item.image()).isEqualTo(new Item.Image("https://news.example/i.jpg", null));
    assertThat(item.language()).isEqualTo("en-GB");
    assertThat(item.url()).isEqualTo(ADDRESS.toString());
  }

  @Test
  void readsOpenGraphAndTimeWithoutJsonLd() {
    var item =
        article(
            page(
                """
                <title>Iron in food | Her News</title><meta property="og:type" content="article">
                <meta property="og:title" content="Iron in food - Her News"><meta property="og:site_name" content="Her News">
                <meta property="og:image" content="https://news.example/og.jpg"><meta name="author" content="Ada Obi">
                <meta property="article:section" content="Nutrition"><link rel="canonical" href="/health/iron">
                """,
                "<main><h1>Her News</h1><time datetime='2026-03-01T08:00:00Z'>1 March</time>"
                    + TEXT
                    + "</main>"));

    assertThat(item.title()).isEqualTo("Iron in food");
    assertThat(item.published()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    assertThat(item.authors()).containsExactly("Ada Obi");
    assertThat(item.url()).isEqualTo("https://news.example/health/iron");
    assertThat(item.categories()).containsExactly("Nutrition");
  }

  @Test
  void keepsTheTextAndNothingAroundIt() {
    var html =
        article(page(JSON.replace("what really…", "what helps"), CLUTTERED.replace("TEXT", TEXT)))
            .html();

    assertThat(html)
        .contains(
            "Iron carries oxygen",
            "How much is enough?",
            "eighteen milligrams",
            "/lentils.jpg",
            "vitamin C");
    assertThat(html)
        .doesNotContain(
            "what helps",
            "Share",
            "cookies",
            "Scroll",
            "top",
            "Advertisement",
            "newsletter",
            "Ten soups",
            "More from",
            "Popular",
            "First!",
            "rights reserved",
            "Home",
            "By Ada",
            "Skip");
  }

  @Test
  void takesTheTextOfPagesThatHaveOnlyBlocks() {
    var html =
        article(
                page(
                    JSON,
                    """
                    <div class="wrap"><div class="list"><a href="/1">One teaser, with words</a><a href="/2">Two teasers, with words</a></div>
                    <div class="col"><div class="c1">%s</div><div class="ad-slot">Buy now, buy more</div><div class="c1">%s</div></div></div>
                    """
                        .formatted(TEXT, TEXT.replace("Iron carries", "Iron still carries"))))
            .html();

    assertThat(html)
        .contains("Iron carries", "Iron still carries")
        .doesNotContain("teaser", "Buy now");
  }

  @Test
  void takesTheBodyOfTheJsonLdWhereThePageHasNone() {
    var item =
        article(
            page(
                JSON.replace(
                    "\"inLanguage\"",
                    "\"articleBody\":\"%s\",\"inLanguage\""
                        .formatted(
                            "Iron &amp; oxygen < salt.\\n\\n"
                                + "A long text, with words. ".repeat(10))),
                "<div id='app'></div>"));

    assertThat(item.html()).startsWith("<p>Iron &amp; oxygen &lt; salt.</p>\n<p>A long text");
  }

  @Test
  void readsADateFromTheNewsSitemapOrTheAddress() {
    var meta = "<meta property='og:type' content='article'><title>Iron</title>";
    var dated = URI.create("https://news.example/2026/3/1/iron");
    var news = new SitePage.News("Iron", Instant.parse("2026-03-05T00:00:00Z"), "fr");

    assertThat(article(page(meta, TEXT), new SitePage(dated, null, null, null)).published())
        .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    var told = article(page(meta, TEXT), new SitePage(dated, null, null, news));
    assertThat(told.published()).isEqualTo(news.published());
    assertThat(told.language()).isEqualTo("en");
  }

  @Test
  void saysWhyAPageIsNoArticle() {
    assertThat(other(page("<title>About us</title>", TEXT)))
        .endsWith("nowhere says that it is an article");
    assertThat(other(page(JSON, "<p>Soon.</p>"))).endsWith("has too little text");
    assertThat(other(page(JSON + "<meta name=robots content='noindex, follow'>", TEXT)))
        .endsWith("asks not to be indexed");
  }

  @Test
  void readsOtherCharsets() {
    var bytes =
        page("<meta charset=windows-1252>" + JSON.replace("what really…", "für alle"), TEXT)
            .getBytes(java.nio.charset.Charset.forName("windows-1252"));
    var finding =
        PageReader.read(bytes, "text/html", ADDRESS, new SitePage(ADDRESS, null, null, null));

    assertThat(finding)
        .isInstanceOfSatisfying(
            Finding.Article.class,
            found -> assertThat(found.item().title()).isEqualTo("Iron in food: für alle"));
  }

  private static String page(String head, String body) {
    return "<!doctype html><html lang=en><head>%s</head><body>%s</body></html>"
        .formatted(head, body);
  }

  private static Item article(String html) {
    return article(html, new SitePage(ADDRESS, null, null, null));
  }

  private static Item article(String html, SitePage place) {
    var finding = PageReader.read(html.getBytes(UTF_8), "text/html; charset=utf-8", ADDRESS, place);
    assertThat(finding).isInstanceOf(Finding.Article.class);
    return ((Finding.Article) finding).item();
  }

  private static String other(String html) {
    var finding =
        PageReader.read(
            html.getBytes(UTF_8),
            "text/html; charset=utf-8",
            ADDRESS,
            new SitePage(ADDRESS, null, null, null));
    assertThat(finding).isInstanceOf(Finding.Other.class);
    return ((Finding.Other) finding).reason();
  }
}

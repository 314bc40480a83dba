package org.courant.document;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.courant.article.ArticleImage;
import org.courant.article.IncomingArticle;
import org.courant.article.IncomingArticle.NamedFile;
import org.jspecify.annotations.Nullable;

/// Items as the worst of sources would give them, the same ones for the same seed.
final class HostileArticles {
  private static final Instant BEGIN = Instant.parse("2001-02-03T04:05:06.789Z");
  private static final List<String> WORDS =
      List.of(
          "Iron and blood",
          "👩‍⚕️🏳️‍🌈 Emoji 👍🏽",
          "صحة المرأة",
          "בריאות האישה (2026)",
          "\u202Eright to left\u202C",
          "]]>",
          "<![CDATA[ x ]]>",
          "1 < 2 && 3 > 2",
          "Use <b>bold</b> & <i>italics</i>",
          "</title></item>",
          "&lt;script&gt;alert(1)&lt;/script&gt;",
          "<script>alert('x')</script>",
          "AT&T and R&D",
          "&copy 2026 &nbsp; &bogus; &#39; &#x27;",
          "&amp;amp; &apos;",
          "a\u0000b\u0008c\u000B\u001Bd\u007Fe\u0085f\u009Fg",
          "\uFFFE\uFFFF\uFDD0\uD83F\uDFFE\uD800x\uDC00",
          "lost \uFFFD letters",
          "<!-- comment --> <?php echo 1 ?>",
          "{{name}} ${title} %s %n",
          "tab\tnew\nline\r\nreturn\r\u2028\u2029end",
          "e\u0301 Zalgo\u0300\u0301\u0302\u0303",
          "\"quotes\" 'single' `back`",
          "x <y z> <3");
  private static final List<String> MARKUP =
      List.of(
          "<p>Plain.</p>",
          "<p><b><i>crossed</b> tags</i> <p>never closed",
          "<div><div><p>deep <span><em>er</em></span></div>",
          "<pre>\n\n  if (a < b && c) {\n\tsay(\"]]>\");\n  }\n</pre>",
          "<pre><code class=\"language-java other\">List&lt;String&gt; x;</code></pre>",
          "<table><tr><td>1<td>2<tr><th scope=row colspan=2>3</table>",
          "<table><p>outside</p><tr><td><a href=/x>in</a></td></tr></table>",
          "<ul><li>one<li>two<ul><li>three</ul></ul><li>alone",
          "<dl><dt>term<dd>what it is</dl>",
          "<a href=\"//other.example/a?x=[1]&y=z|w\">scheme-relative</a>",
          "<a href=/rooted>rooted</a> <a href=page.html>beside</a> <a href=#note>note</a> <a href=?q=1>query</a>",
          "<a href=\"javascript:alert(1)\">runs</a> <a href='data:text/html,x'>data</a> <a>nowhere</a>",
          "<a href=\"https://one.example/\"><p>block <a href=\"https://two.example/\">nested</a></p></a>",
          "<a href=\"mailto:ada@example.org\">mail</a> <a href=\"tel:+441234\">call</a>",
          "<img src=i.png srcset=\"a.png 1x, b.png 2x\" onerror=alert(1) style=\"background:url(x.png)\">",
          "<img data-src=/lazy.jpg src=data:image/gif;base64,R0lGOD alt='a \"b\" <c>'>",
          "<picture><source srcset=big.webp><img src=small.jpg></picture>",
          "<img src=\"https://pixel.example/p.gif\" width=1 height=1>",
          "<video controls poster=/p.jpg src=/v.mp4></video><audio controls src=a.mp3></audio>",
          "<iframe src=\"https://video.example/embed/1\"></iframe><object data=x.swf></object><embed src=y.swf>",
          "<svg onload=alert(1)><path d='M0 0'/></svg><math><mi>x</mi></math>",
          "<style>p{background:url(/x.png)}</style><link rel=stylesheet href=/s.css><base href=/b/>",
          "<form action=/steal><input name=q><button formaction=/f>go</button></form>",
          "<blockquote cite=/source><q cite=\"x\">quoted</q></blockquote>",
          "<bdo dir=rtl>turned</bdo> <bdi>isolated</bdi> <span lang=ar dir=rtl>مرحبا</span>",
          "<font color=red>old</font><center>middle</center><o:p>office</o:p><marquee>runs</marquee>",
          "<ruby>漢<rp>(<rt>kan<rp>)</ruby><time datetime=2026-11-01>today</time>",
          "&bogus; &amp &lt &#0; &#x85; &#xFFFD; &#xD800; &#1114112; &copy2026",
          "<!-- <p>hidden</p> --><![CDATA[raw]]><?import x?>",
          "<p style='position:fixed' class=x id=y data-z=1 aria-label=w onclick=run()>attributes</p>",
          "<h1>One<h2>Two</h1></h2><hr/><br/><p/>after",
          "<details><summary>More</summary><p>hidden text</details>",
          "<script>document.write('<p>x</p>')</script><noscript><img src=n.png></noscript>",
          "text only, with < and & and > in it",
          "\u0000\u0008\u009F\uFFFE\uD800 lost \uFFFD \uD83F\uDFFE",
          "");
  private static final List<String> ADDRESSES =
      List.of(
          "/plain/path",
          "https://Example.ORG:443/A/../B/./c",
          "https://exämple.example/straße?q=münchen#größe",
          "/with space/and\"quote'|pipe^caret`tick{brace}",
          "/list?tag[]=a&tag[1]=b;c",
          "/100%/%zz/%2f%E2%82%AC",
          "//other.example/x",
          "http://user:secret@host.example/",
          "javascript:alert(1)",
          "mailto:ada@example.org",
          "?query=only",
          "#fragment",
          "https://中文.example/路径/文章",
          "https://emoji.example/👩‍⚕️",
          "https://a_b.example/\\back\\slash",
          "not a url at all",
          "");
  private static final List<String> AUTHORS =
      List.of(
          "Ada Lovelace",
          "Bob <bob@example.org>",
          "carol@example.org (Carol)",
          "<b>Dan</b>",
          "R&D",
          "Eve &amp; Frank &5 &#x41;",
          "ليلى حداد",
          "\u0000\u0008",
          "<>",
          "]]>",
          "Grace <3",
          "👩‍⚕️ Dr. O’Neill");
  private static final List<String> LANGUAGES =
      List.of(
          "en", "en_GB", "ar", "he-IL", "zh-Hant-TW", "english", "zz", "x-klingon", "!!", "", "fa");

  private static final List<String> TYPES =
      List.of(
          "audio/mpeg",
          "VIDEO/MP4; codecs=\"avc1\"",
          "picture",
          "audio/",
          "a/b c",
          "a\u0000/b",
          "\"><x/>",
          "");

  private final Random random;

  HostileArticles(long seed) {
    this.random = new Random(seed);
  }

  List<IncomingArticle> make(String site, int count) {
    var articles = new ArrayList<IncomingArticle>();
    for (int i = 0; i < count; i++) {
      articles.add(article(site, i));
    }
    return articles;
  }

  private IncomingArticle article(String site, int number) {
    return new IncomingArticle(
        site,
        "hostile " + number + " " + one(WORDS),
        one(ADDRESSES),
        true,
        number + " " + some(WORDS, 3),
        random.nextInt(3) == 0 ? null : some(WORDS, 4),
        some(MARKUP, 8),
        URI.create("https://news.example.org/2026/11/article-" + number + ".html?x=1"),
        BEGIN.plus(Duration.ofHours(number)),
        null,
        list(AUTHORS, 3),
        list(WORDS, 4),
        picture(),
        files(),
        random.nextBoolean() ? null : one(LANGUAGES),
        random.nextInt(10) == 0 ? one(WORDS) : null,
        random.nextInt(10) == 0 ? some(WORDS, 3) : null,
        false);
  }

  private @Nullable ArticleImage picture() {
    return random.nextInt(3) == 0
        ? new ArticleImage(URI.create("/pictures/x.jpg?size[]=" + random.nextInt(99)), one(WORDS))
        : null;
  }

  private List<NamedFile> files() {
    return list(ADDRESSES, 12).stream()
        .map(
            address ->
                new NamedFile(
                    random.nextBoolean() ? address : "/f/" + random.nextInt(99) + ".mp3",
                    random.nextBoolean() ? one(TYPES) : null,
                    random.nextBoolean() ? random.nextLong() : null))
        .toList();
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private List<String> list(List<String> values, int most) {
    return random.ints(random.nextInt(most + 1), 0, values.size()).mapToObj(values::get).toList();
  }

  private String some(List<String> values, int most) {
    var text = new StringBuilder(one(values));
    list(values, most).forEach(more -> text.append(' ').append(more));
    return text.toString();
  }
}

package org.courant.articlefile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.courant.extract.Item;
import org.courant.extract.UnreadableDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Posts that were written for another program.
class ForeignPostsTests {
  @Test
  void aPostOfJekyllNeedsNoChange() throws UnreadableDocument {
    var file =
        read(
            "_posts/2020-01-02-hello-world.markdown",
            """
            ---
            layout: post
            title:  "Welcome to Jekyll!"
            date:   2020-01-02 10:00:00 +0100
            categories: jekyll update
            tags: [ruby, web]
            author: ada
            excerpt: First post.
            permalink: /hello/
            ---
            {% highlight ruby %}
            puts 1
            {% endhighlight %}
            """);

    assertThat(file.warnings()).isEmpty();
    assertThat(file.item().published()).isEqualTo(Instant.parse("2020-01-02T09:00:00Z"));
    assertThat(file.item().categories()).containsExactly("jekyll", "update", "ruby", "web");
    assertThat(file.item().authors()).containsExactly("ada");
    assertThat(file.item().summary()).isEqualTo("First post.");
    assertThat(file.item().url()).isNull();
    assertThat(file.item().html()).contains("<pre><code class=\"language-ruby\">puts 1\n");
  }

  @Test
  void aPostOfHugoNeedsNoChange() throws UnreadableDocument {
    var file =
        read(
            "posts/first/index.md",
            """
            ---
            title: First
            date: 2021-05-06T07:08:09Z
            lastmod: 2021-05-07
            draft: true
            slug: first
            description: About it.
            weight: 10
            images: [cover.png]
            cover:
              image: cover.png
              alt: The sea
            ---
            Text
            """);

    assertThat(file.warnings()).isEmpty();
    assertThat(file.item().draft()).isTrue();
    assertThat(file.item().image()).isEqualTo(new Item.Image("cover.png", "The sea"));
  }

  @Test
  void hugosTomlIsReadToo() throws UnreadableDocument {
    var file =
        read(
            "first.md",
            """
            +++
            title = 'It is "first"'
            date = 2024-01-14T07:07:07+01:00
            draft = false
            weight = 10 # first
            description = "A \\"quoted\\" word"
            tags = ["red", 'blue # not a comment',
              "green"]
            [cover]
            image = "c.png"
            alt = "The sea"
            +++
            Text
            """);

    assertThat(file.warnings()).isEmpty();
    assertThat(file.item().title()).isEqualTo("It is \"first\"");
    assertThat(file.item().summary()).isEqualTo("A \"quoted\" word");
    assertThat(file.item().published()).isEqualTo(Instant.parse("2024-01-14T06:07:07Z"));
    assertThat(file.item().categories()).containsExactly("red", "blue # not a comment", "green");
    assertThat(file.item().image()).isEqualTo(new Item.Image("c.png", "The sea"));
    assertThat(file.item().html()).isEqualTo("<p>Text</p>\n");
  }

  @Test
  void hugosJsonIsReadToo() throws UnreadableDocument {
    var file =
        read(
            "first.md",
            """
            {
              "title": "It is \\"first\\"",
              "date": "2024-01-14T07:07:07+01:00",
              "draft": false,
              "tags": ["red", "blue\\/green", "back\\\\slash\\\\/"],
              "cover": {
                "image": "c.png", "alt": "The sea"
              }
            }

            { and } are text
            """);

    assertThat(file.warnings()).isEmpty();
    assertThat(file.item().title()).isEqualTo("It is \"first\"");
    assertThat(file.item().published()).isEqualTo(Instant.parse("2024-01-14T06:07:07Z"));
    assertThat(file.item().categories()).containsExactly("red", "blue/green", "back\\slash\\/");
    assertThat(file.item().image()).isEqualTo(new Item.Image("c.png", "The sea"));
    assertThat(file.item().html()).isEqualTo("<p>{ and } are text</p>\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--- \ntitle: A\n---\t\nText", "---\r\ntitle: A\r\n--- \r\nText"})
  void spacesBehindAFenceDoNotCount(String text) throws UnreadableDocument {
    assertThat(read("2024-01-14-a.md", text).item().title()).isEqualTo("A");
    assertThat(read("2024-01-14-a.md", text).item().html()).isEqualTo("<p>Text</p>\n");
  }

  private static ArticleFile read(String name, String text) throws UnreadableDocument {
    return new ArticleFileReader().read(name, text.getBytes(UTF_8));
  }
}

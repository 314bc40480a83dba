package org.courant.articlefile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.courant.extract.Item;
import org.courant.extract.UnreadableDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleFileReaderTests {
  private final ArticleFileReader reader = new ArticleFileReader();

  @Test
  void readsEveryKeyOfTheFrontMatter() throws UnreadableDocument {
    var file =
        read(
            "iron.md",
            """
            ---
            id: iron-1
            url: /articles/iron
            title: "Iron: what helps"
            summary: How to keep iron up.
            date: 2026-03-01
            updated: 2026-03-02T10:00:00+02:00
            language: no
            sections: [nutrition, pregnancy]
            authors:
              - Ada Okoye
              - name: Lin Wei
            image: {url: /images/iron.png, alt: A bowl of lentils}
            sponsor: Lentil Board
            correction: An earlier version named the wrong dose.
            withdrawn: yes
            draft: false
            ---
            Eat *lentils* 🫘.

            | a | b |
            |---|---|
            | 1 | 2 |
            """);
    var item = file.item();

    assertThat(file.warnings()).isEmpty();
    assertThat(item.id()).isEqualTo("iron-1");
    assertThat(item.url()).isEqualTo("/articles/iron");
    assertThat(item.title()).isEqualTo("Iron: what helps");
    assertThat(item.summary()).isEqualTo("How to keep iron up.");
    assertThat(item.published()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(item.updated()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(item.language()).isEqualTo("no");
    assertThat(item.categories()).containsExactly("nutrition", "pregnancy");
    assertThat(item.authors()).containsExactly("Ada Okoye", "Lin Wei");
    assertThat(item.image()).isEqualTo(new Item.Image("/images/iron.png", "A bowl of lentils"));
    assertThat(item.sponsor()).isEqualTo("Lentil Board");
    assertThat(item.correction()).startsWith("An earlier version");
    assertThat(item.withdrawn()).isTrue();
    assertThat(item.draft()).isFalse();
    assertThat(item.html()).startsWith("<p>Eat <em>lentils</em> 🫘.</p>").contains("<td>1</td>");
  }

  @Test
  void aFileWithoutFrontMatterTakesTitleFromItsHeadingAndDateFromItsName()
      throws UnreadableDocument {
    var item = read("2024-05-06-note.md", "# A *good* day\n\nText\n").item();

    assertThat(item.title()).isEqualTo("A good day");
    assertThat(item.html()).isEqualTo("<p>Text</p>\n");
    assertThat(item.published()).isEqualTo(Instant.parse("2024-05-06T00:00:00Z"));
    assertThat(read("my-first_note.md", "Text").item().title()).isEqualTo("My first note");
  }

  @Test
  void anHtmlFileGivesItsBody() throws UnreadableDocument {
    var item =
        read(
                "page.html",
                "<html><head><title>T</title></head><body><h1>Head</h1><p>Text</p></body></html>")
            .item();

    assertThat(item.title()).isEqualTo("Head");
    assertThat(item.html()).isEqualTo("<p>Text</p>");
  }

  @Test
  void withoutDateItWarnsAndSaysWhatHappens() throws UnreadableDocument {
    assertThat(read("a.md", "---\ntitle: A\n---\nText").warnings())
        .containsExactly("a.md has no date: it counts from the moment it is first pulled");
  }

  @Test
  void anUnknownKeyIsNamedWithWhatWasMeant() throws UnreadableDocument {
    assertThat(
            read("a.md", "---\ntitle: A\ndate: 2026-01-01\nsumary: S\nfrobnicate: 1\n---\n")
                .warnings())
        .containsExactly(
            "a.md: unknown key `sumary` (did you mean `summary`?) is ignored",
            "a.md: unknown key `frobnicate` is ignored");
  }

  @Test
  void aMisspeltKeyThatKeepsAnArticleBackRefusesTheFile() {
    refused("a.md", "---\ntitle: A\nwithdrwan: true\n---\n")
        .withMessageContaining("unknown key `withdrwan` (did you mean `withdrawn`?)");
  }

  @Test
  void aTitleIsNeeded() {
    refused("a.md", "---\ndate: 2026-01-01\n---\nText")
        .withMessage("a.md has no title: give it a line `title: …` in its front matter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-31", "soon", "2026-01-01T30:00:00Z"})
  void anImpossibleDateIsRefusedWithItsText(String date) {
    refused("a.md", "---\ntitle: A\ndate: " + date + "\n---\n")
        .withMessageContaining("a.md: `date: " + date + "` is no date");
  }

  @Test
  void fiveMegabytesAreTheLimit() throws UnreadableDocument {
    var most = "# A\n\n" + "word ".repeat(1024 * 1024 - 2);
    assertThat(read("2026-01-01-a.md", most).item().title()).isEqualTo("A");
    refused("a.md", most + "more words")
        .withMessage("a.md has 5.1 MB; an article's file may have 5 MB");
  }

  @Test
  void controlCharactersDisappear() throws UnreadableDocument {
    var item =
        read("a.md", "---\ntitle: \"A\u0000B\u0008\"\ndate: 2026-01-01\n---\nx\u0001y\uFFFEz")
            .item();

    assertThat(item.title()).isEqualTo("AB");
    assertThat(item.html()).isEqualTo("<p>xyz</p>\n");
  }

  @Test
  void brokenFrontMatterNamesTheLine() {
    refused("a.md", "---\ntitle: A: B\n---\n")
        .withMessageStartingWith("a.md: the front matter is no YAML in line 2: ")
        .withMessageEndingWith("needs quotes)");
    refused("a.md", "---\ntitle: A\n").withMessageContaining("never closes it");
    refused("a.md", "---\ntitle: A\ntitle: B\n---\n").withMessageContaining("duplicate key");
    refused("a.md", "---\n- a\n---\n").withMessageContaining("no list of keys");
    refused("a.md", "---\ntitle: [a]\n---\n").withMessageContaining("`title` is a list");
    refused("a.md", "---\n!!java.net.URL [x]\n---\n").withMessageStartingWith("a.md: ");
    refused("a.md", "+++\ntitle = A\n+++\n")
        .withMessage("a.md: the TOML front matter has no value that is known in line 2: title = A");
  }

  @Test
  void aliasesCannotMakeMuchOfLittle() {
    refused(
            "a.md",
            """
            ---
            a: &a [x,x,x,x,x,x,x,x,x,x]
            b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
            c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
            title: A
            ---
            """)
        .withMessageContaining("aliases");
  }

  @Test
  void otherEncodingsAreRefusedPlainly() {
    assertThatExceptionOfType(UnreadableDocument.class)
        .isThrownBy(() -> reader.read("a.md", "# Café".getBytes(ISO_8859_1)))
        .withMessage("a.md is not UTF-8 text: save it as UTF-8");
  }

  private ArticleFile read(String name, String text) throws UnreadableDocument {
    return reader.read(name, text.getBytes(UTF_8));
  }

  private ThrowableAssertAlternative<UnreadableDocument> refused(String name, String text) {
    return assertThatExceptionOfType(UnreadableDocument.class).isThrownBy(() -> read(name, text));
  }
}

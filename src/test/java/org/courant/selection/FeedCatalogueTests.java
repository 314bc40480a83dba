package org.courant.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.courant.CourantTest;
import org.courant.article.ArticleFilter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@CourantTest
class FeedCatalogueTests {
  @Autowired private ApplicationContext context;

  private FeedDefinition declared(FeedSettings.Declared feed) {
    return SelectionNode.catalogue(context, feed).named(feed.slug()).orElseThrow();
  }

  @Test
  void allAndTheSectionsComeFirst() {
    assertThat(SelectionNode.catalogue(context, SelectionNode.feed("iron", "Iron", 5)).active())
        .extracting(FeedDefinition::slug)
        .containsExactly("all", "research", "pregnancy", "advice", "iron");
  }

  @Test
  void anEntryMaySayMoreOfAFeedThatExistsByItself() {
    var all = declared(SelectionNode.feed("all", List.of(), List.of(), 50, null, List.of()));
    assertThat(all.items()).isEqualTo(50);
    assertThat(all.title()).isEqualTo("The Test Courant");
    assertThat(all.filter()).isEqualTo(ArticleFilter.everything());
    var section =
        declared(SelectionNode.feed("research", List.of(), List.of(), 50, null, List.of()));
    assertThat(section.filter()).isEqualTo(ArticleFilter.section("research"));
    assertThat(section.name()).isEqualTo("Research");
    var other = declared(SelectionNode.feed("research", "Iron", 50));
    assertThat(other.filter().sections()).isEmpty();
  }

  @Test
  void aFormerSlugLeadsToItsFeedBeforeTheDatabaseHeardOfIt() {
    var node = SelectionNode.tagged(context, "catalogue-new", "Iron", 5, "catalogue-old");
    assertThat(node.movedTo("catalogue-old")).contains("catalogue-new");
    assertThat(node.retired("catalogue-old")).isFalse();
    assertThat(node.movedTo("catalogue-new")).isEmpty();
  }

  @Test
  void sectionsAreNamedByTitleAndAliasToo() {
    var feed =
        declared(
            SelectionNode.feed("x", List.of("Science", "ADVICE"), List.of(), 5, null, List.of()));
    assertThat(feed.filter().sections()).containsExactly("research", "advice");
  }

  @Test
  void anUnknownSectionStopsTheStart() {
    assertThatThrownBy(
            () ->
                declared(SelectionNode.feed("x", List.of("sport"), List.of(), 5, null, List.of())))
        .hasMessage(
            "courant.feeds: \"x\" names the section \"sport\", which courant.sections does not hold");
  }

  @Test
  void addressesThatClashStopTheStart() {
    var iron = SelectionNode.feed("iron", "Iron", 5);
    assertThatThrownBy(() -> SelectionNode.catalogue(context, iron, iron))
        .hasMessage("courant.feeds: the slug \"iron\" stands there twice; each needs its own");
    assertThatThrownBy(() -> declared(SelectionNode.feed("archive", "Iron", 5)))
        .hasMessage("courant.feeds: the slug \"archive\" is reserved; choose another");
    var message =
        "courant.feeds: \"%s\" is a former slug of \"blood\" and %s; an address leads to one feed";
    assertThatThrownBy(
            () ->
                SelectionNode.catalogue(context, iron, SelectionNode.feed("blood", "B", 5, "iron")))
        .hasMessage(message.formatted("iron", "stands there once more"));
    assertThatThrownBy(() -> declared(SelectionNode.feed("blood", "B", 5, "research")))
        .hasMessage(message.formatted("research", "the slug of a feed"));
  }

  @Test
  void anIconNeedsAnAddress() {
    assertThatThrownBy(
            () ->
                SelectionNode.feed("x", List.of(), List.of(), 5, URI.create("icon.png"), List.of()))
        .hasMessage(
            "courant.feeds: the icon of \"x\" is \"icon.png\"; it needs an absolute http or https address");
  }
}

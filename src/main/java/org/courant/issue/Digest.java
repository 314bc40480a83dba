package org.courant.issue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the digest's templates show. Every text is plain, on one line and free of control
/// characters; dates are written out. In a template a component is read by its name: `lead.title`.
///
/// @param subject as `subject.ftl` gave it; empty while that is rendered
/// @param headline title for the subject, never of a sensitive section nor an advertisement
/// @param others articles besides the headline's
/// @param count articles shown
/// @param preheader what mail programs show beside the subject; no title of a sensitive section
/// @param groups all but the lead, by section
/// @param more articles left out because of the newsletter's maximum
record Digest(
    Publisher publisher,
    Edition edition,
    String subject,
    @Nullable String headline,
    int others,
    int count,
    String preheader,
    Story lead,
    List<Group> groups,
    List<Note> corrections,
    int more,
    Slots slots) {

  record Publisher(
      String title,
      String tagline,
      String url,
      String postalAddress,
      String contact,
      String copyright) {}

  /// @param newsletter its title
  /// @param dates the days it covers, such as `16–23 November 2026`
  record Edition(
      String newsletter,
      int number,
      String dates,
      String webUrl,
      String archiveUrl,
      String language,
      String direction) {}

  /// @param align `left` or `right`, by the direction
  /// @param label what an advertisement must say, before anything else of it
  record Story(
      String title,
      @Nullable String link,
      String summary,
      @Nullable Picture image,
      String byline,
      String language,
      String direction,
      String align,
      @Nullable String label,
      @Nullable String correction) {}

  record Picture(String url, String alt) {}

  record Group(String title, List<Story> stories) {}

  /// An article that the reader had before it was corrected.
  record Note(
      String title,
      @Nullable String link,
      String note,
      String language,
      String direction,
      String align) {}

  /// Marks of what delivery fills in for each reader.
  record Slots(String name, String unsubscribe) {}

  /// The same with its subject, for the body.
  Digest withSubject(String rendered) {
    return new Digest(
        publisher,
        edition,
        rendered,
        headline,
        others,
        count,
        preheader,
        lead,
        groups,
        corrections,
        more,
        slots);
  }

  /// The same with titles only, for when it is larger than mail programs show.
  Digest compact() {
    var titles =
        groups.stream()
            .map(g -> new Group(g.title(), g.stories().stream().map(Digest::compact).toList()))
            .toList();
    return showing(compact(lead), titles, more);
  }

  /// How many are shown, with the lead.
  int stories() {
    return 1 + groups.stream().mapToInt(group -> group.stories().size()).sum();
  }

  /// The same without its last stories; they count as left out, and the web page has them.
  Digest without(int last) {
    var left = last;
    var kept = new ArrayList<Group>();
    for (Group group : groups.reversed()) {
      int stories = Math.max(0, group.stories().size() - left);
      left -= group.stories().size() - stories;
      if (stories > 0) {
        kept.addFirst(new Group(group.title(), group.stories().subList(0, stories)));
      }
    }
    return showing(lead, List.copyOf(kept), more + last - left);
  }

  private Digest showing(Story first, List<Group> rest, int leftOut) {
    return new Digest(
        publisher,
        edition,
        subject,
        headline,
        others,
        count,
        preheader,
        first,
        rest,
        corrections,
        leftOut,
        slots);
  }

  /// Every advertisement's label that a rendering must show, beside the title it must precede.
  List<Story> advertisements() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(lead), groups.stream().flatMap(g -> g.stories().stream()))
        .filter(story -> story.label() != null)
        .toList();
  }

  private static Story compact(Story story) {
    return new Story(
        story.title(),
        story.link(),
        "",
        null,
        story.byline(),
        story.language(),
        story.direction(),
        story.align(),
        story.label(),
        story.correction());
  }
}

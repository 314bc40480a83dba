package org.courant.extract;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.util.List;
import java.util.Locale;
import org.jdom2.Element;

/// Reads an XML feed: our tree, mended, through Rome. Rome decides what each vocabulary means;
/// dates, people and pictures are taken from the tree, because Rome gets them wrong or not at all.
final class RomeFeedReader {

  private static final int MOST_ITEMS = 10_000;

  private final RomeTree trees = new RomeTree();

  Document read(String xml, List<String> warnings) throws UnreadableDocument {
    var tree = trees.build(xml);
    var root = RomeMend.mend(tree.root());
    var items = root.getName().equals("feed") ? RomeMend.entries(root) : RomeMend.items(root);
    if (tree.fault() != null) {
      if (items.isEmpty()) {
        throw new UnreadableDocument("cannot be read: " + tree.fault());
      }
      warnings.add(
          "read only up to item %d, the rest is looked for at the next pull: %s"
              .formatted(items.size(), tree.fault()));
    }
    if (items.size() > MOST_ITEMS) {
      warnings.add("has " + items.size() + " items; the first " + MOST_ITEMS + " are read");
      List.copyOf(items.subList(MOST_ITEMS, items.size())).forEach(Element::detach);
      items = List.copyOf(items.subList(0, MOST_ITEMS));
    }
    var document = document(root, items, warnings);
    return tree.fault() == null ? document : document.brokenOff();
  }

  private static Document document(Element root, List<Element> items, List<String> warnings)
      throws UnreadableDocument {
    return switch (wire(root)) {
      case Feed feed when feed.getEntries().size() == items.size() ->
          new RomeAtom(feed, root, warnings).document(items);
      case Channel channel when channel.getItems().size() == items.size() ->
          new RomeRss(channel, RomeMend.channel(root), warnings).document(items);
      default -> throw new UnreadableDocument("is a feed of a kind that is not known");
    };
  }

  private static WireFeed wire(Element root) throws UnreadableDocument {
    try {
      var input = new WireFeedInput(false, Locale.US);
      return input.build(root.getDocument());
    } catch (FeedException | RuntimeException fault) {
      throw new UnreadableDocument("is no feed that can be read: " + fault.getMessage(), fault);
    }
  }
}

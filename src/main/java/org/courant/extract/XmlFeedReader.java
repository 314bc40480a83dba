package org.courant.extract;

import static org.courant.extract.Vocabulary.ATOM;
import static org.courant.extract.Vocabulary.RSS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an XML feed. A document that the parser takes is read as it stands; only one that it
/// refuses is repaired, so that the many pay nothing for the few.
final class XmlFeedReader {

  private static final Set<String> VERSIONS =
      Set.of("0.90", "0.91", "0.92", "0.93", "0.94", "1.0", "2.0", "2.0.1", "2.1");

  private final XmlTree trees = new XmlTree();

  Document read(String text, List<String> warnings) throws UnreadableDocument {
    var tree = tree(text, warnings);
    var root = tree.root();
    if (root == null) {
      throw new UnreadableDocument("is no XML: " + tree.fault());
    }
    var atom = isAtom(root);
    var channel = atom ? root : channel(root);
    var items = atom ? root.children(ATOM, "entry") : items(root, channel, warnings);
    if (tree.fault() != null) {
      brokenOff(items, tree.fault(), warnings);
    }
    if (items.size() > FeedReader.MOST_ITEMS) {
      warnings.add(FeedReader.tooMany(items.size()));
      items = items.subList(0, FeedReader.MOST_ITEMS);
    }
    var document =
        atom
            ? new AtomReader(root, warnings).document(items)
            : new RssReader(channel, warnings).document(items);
    return tree.fault() == null ? document : document.brokenOff();
  }

  /// What stands around a document's items; null when nothing is left of it.
  @Nullable XmlElement root(String text) throws UnreadableDocument {
    var warnings = new ArrayList<String>();
    return tree(text, warnings).root();
  }

  private XmlTree.Tree tree(String written, List<String> warnings) throws UnreadableDocument {
    var root = XmlProlog.end(written, warnings);
    var text = XmlEntities.placed(written, root, warnings);
    var tree = trees.build(text, root);
    if (tree.fault() == null) {
      var rest = text.substring(tree.end());
      if (!rest.isBlank() && !rest.strip().startsWith("<!--")) {
        warnings.add(XmlRepair.Fault.AFTER.sentence());
      }
      return tree;
    }
    var broken = text.substring(root);
    var repaired = XmlRepair.of(broken, warnings);
    return repaired.equals(broken) ? tree : trees.build(repaired, 0);
  }

  private static void brokenOff(
      List<XmlElement> items, @Nullable String fault, List<String> warnings)
      throws UnreadableDocument {
    if (items.isEmpty()) {
      throw new UnreadableDocument("cannot be read: " + fault);
    }
    warnings.add(
        "read only up to item %d, the rest is looked for at the next pull: %s"
            .formatted(items.size(), fault));
  }

  private static boolean isAtom(XmlElement root) throws UnreadableDocument {
    return switch (root.name.toLowerCase(Locale.ROOT)) {
      case "feed" -> true;
      case "rss", "channel", "rdf" -> false;
      case "html" -> throw new UnreadableDocument("is a web page and no feed");
      default ->
          throw new UnreadableDocument("is no feed: its root element is <" + root.name + ">");
    };
  }

  private static XmlElement channel(XmlElement root) {
    var channel = root.is(RSS, "channel") ? root : root.child(RSS, "channel");
    return channel == null ? root : channel;
  }

  /// RDF has its items beside the channel, RSS within it; what is found elsewhere is read as well.
  private static List<XmlElement> items(
      XmlElement root, XmlElement channel, List<String> warnings) {
    var items = new ArrayList<>(channel.children(RSS, "item"));
    if (channel == root) {
      return items;
    }
    var beside = root.children(RSS, "item");
    items.addAll(beside);
    var version = root.attribute("version", "");
    if (!root.name.equalsIgnoreCase("rdf")) {
      if (!beside.isEmpty()) {
        warnings.add("has items outside of its channel");
      }
      if (!VERSIONS.contains(version)) {
        warnings.add("is RSS of no known version (`" + version + "`); read as 2.0");
      }
    }
    return items;
  }
}

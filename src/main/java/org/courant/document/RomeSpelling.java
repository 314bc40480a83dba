package org.courant.document;

import java.io.IOException;
import java.io.Writer;
import org.jdom2.Element;
import org.jdom2.Text;
import org.jdom2.output.support.AbstractXMLOutputProcessor;
import org.jdom2.output.support.FormatStack;

/// Prints a tree, and plain words as the RSS Best Practices Profile has them: `&` and `<` as
/// references by number, which readers that take titles for HTML leave alone. Words that hold an
/// end tag are HTML to everybody, and are escaped as such before.
final class RomeSpelling extends AbstractXMLOutputProcessor {
  private static final class Words extends Text {
    private static final long serialVersionUID = 1L;

    Words(String words) {
      super(words);
    }
  }

  static Text words(String plain) {
    var words = Wording.scrub(plain);
    return new Words(Wording.looksLikeMarkup(words) ? Wording.escaped(words) : words);
  }

  /// Takes the text that Rome wrote for plain words.
  static void mend(Element element) {
    element.setContent(words(element.getText()));
  }

  @Override
  protected void printText(Writer out, FormatStack format, Text text) throws IOException {
    if (text instanceof Words) {
      var spelled =
          text.getText().replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;");
      textRaw(out, spelled);
      return;
    }
    super.printText(out, format, text);
  }
}

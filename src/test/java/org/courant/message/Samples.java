package org.courant.message;

import java.net.URI;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/// A small newsletter, for the tests of every module.
public final class Samples {
  public static final MailingHeaders HEADERS =
      new MailingHeaders(
          "The Weekly Test",
          "The Test Courant",
          "news@courant.test",
          null,
          URI.create("http://courant.test/newsletters/weekly/3"));

  private Samples() {}

  public static RenderedMessage rendered(Map<Slot, String> marks) {
    var name = marks.get(Slot.NAME);
    var leave = marks.get(Slot.UNSUBSCRIBE_URL);
    return new RenderedMessage(
        "Three findings – and what they mean for you",
        """
        <html><body><p>Hello %s, this is <b>the news</b>.</p>
        <p><a href="%s">Unsubscribe</a></p></body></html>
        """
            .formatted(name, leave),
        "Hello %s,\n\nthis is the news.\n\nUnsubscribe: %s\n".formatted(name, leave));
  }

  /// Fills with tokens that are the reader's id.
  public static Filling filling(BeanFactory beans) {
    return filling(beans, (recipient, _) -> recipient.toString().replace("-", ""));
  }

  public static Filling filling(BeanFactory beans, RecipientTokens tokens) {
    ObjectProvider<RecipientTokens> provider =
        new StaticListableBeanFactory(Map.of("tokens", tokens))
            .getBeanProvider(RecipientTokens.class);
    return new Filling(beans.getBean(Templates.class), beans.getBean(HeaderFields.class), provider);
  }
}

package org.courant.serving;

import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The same answers as the filter's, on the very thread that read the request: a third of what a
/// request costs elsewhere is to wake another. Whatever is not in memory goes on to the filter, on
/// a thread that may wait.
final class FeedFront extends Handler.Wrapper {
  private final FeedAnswers answers;
  private final Executor others;

  FeedFront(Handler next, FeedAnswers answers, Executor others) {
    super(next);
    this.answers = answers;
    this.others = others;
  }

  /// Nothing here waits, whatever the handlers behind it do.
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    request.addHttpStreamWrapper(UnmodifiedStream::new);
    var exchange = new JettyExchange(request, response);
    if (answers.answerFromMemory(exchange)) {
      exchange.end(callback);
      return true;
    }
    others.execute(() -> goOn(request, response, callback));
    return true;
  }

  private void goOn(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Throwable failure) {
      callback.failed(failure);
    }
  }
}

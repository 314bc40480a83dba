package org.courant.serving;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Where a page is unmodified, Jetty tells the length of nothing; no other may be told than that of
/// the whole (RFC 9110, section 8.6).
final class HonestLength extends HttpStream.Wrapper {
  HonestLength(HttpStream stream) {
    super(stream);
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      ByteBuffer content,
      Callback callback) {
    super.send(request, honest(response), last, content, callback);
  }

  private static MetaData.@Nullable Response honest(MetaData.@Nullable Response response) {
    if (response == null
        || response.getStatus() != HttpStatus.NOT_MODIFIED_304
        || response.getHttpFields().getLongField(HttpHeader.CONTENT_LENGTH) != 0) {
      return response;
    }
    return new MetaData.Response(
        response.getStatus(),
        response.getReason(),
        response.getHttpVersion(),
        HttpFields.build(response.getHttpFields()).remove(HttpHeader.CONTENT_LENGTH),
        -1,
        response.getTrailersSupplier());
  }
}

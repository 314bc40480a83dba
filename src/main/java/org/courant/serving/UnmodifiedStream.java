package org.courant.serving;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Takes the length out of answers that there is nothing new. Jetty tells that of nothing, and only
/// that of the whole may be told (RFC 9110, section 8.6), for which some clients then wait: wrk
/// does.
final class UnmodifiedStream extends HttpStream.Wrapper {
  UnmodifiedStream(HttpStream stream) {
    super(stream);
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      ByteBuffer content,
      Callback callback) {
    super.send(request, bare(response), last, content, callback);
  }

  private static MetaData.@Nullable Response bare(MetaData.@Nullable Response response) {
    if (response == null || response.getStatus() != HttpStatus.NOT_MODIFIED_304) {
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

package org.courant.mailing;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// `/actuator/mailings` on the management port: how far mailings are, as server-sent events.
@Component
@WebEndpoint(id = "mailings")
class MailingsEndpoint {
  private final ProgressStream stream;

  MailingsEndpoint(ProgressStream stream) {
    this.stream = stream;
  }

  /// A stream, or 503 when there are too many clients.
  @ReadOperation(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Object follow() {
    return stream
        .open()
        .<Object>map(emitter -> emitter)
        .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE));
  }
}

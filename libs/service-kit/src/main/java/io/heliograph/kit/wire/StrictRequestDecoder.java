package io.heliograph.kit.wire;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * The server's decoder, except that a message with two lengths is no message (RFC 9112 section
 * 6.3): the library would drop one of them, and a proxy before it may believe the other.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
  StrictRequestDecoder(HttpServerOptions server) {
    super(server);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new TwoLengthsException();
  }

  /** The head has Content-Length and Transfer-Encoding. */
  static final class TwoLengthsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TwoLengthsException() {
      super("Content-Length beside Transfer-Encoding");
    }

    /** It is an answer, not a defect. */
    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}

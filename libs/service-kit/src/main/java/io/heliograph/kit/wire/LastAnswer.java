package io.heliograph.kit.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/** Ends a connection with an answer that its client can read. On the connection's event loop. */
final class LastAnswer {
  /** Time that a client has to read the response before its unread bytes reset the connection. */
  private static final long LINGER_MILLIS = 1_000;

  private LastAnswer() {}

  /** Writes the answer, then says that no more comes, then closes. */
  static void send(ChannelHandlerContext context, Object answer) {
    context
        .writeAndFlush(answer)
        .addListener(
            sent -> {
              if (context.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
              }
            });
    context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }
}

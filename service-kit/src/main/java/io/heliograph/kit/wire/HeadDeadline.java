package io.heliograph.kit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * First on a connection: one whose next head has begun and does not end in time is closed; one that
 * sends nothing between requests is left alone. Puts the stricter decoder and the {@link
 * RequestGate} in their places once the server has built its own. What speaks another protocol than
 * HTTP/1 is passed on. Lives on the connection's event loop.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
  private static final String DECODER = "httpDecoder";
  private static final String ENCODER = "httpEncoder";
  private static final String GATE = "requestGate";

  private final HttpServerOptions server;
  private final long timeoutMillis;
  private final RequestGate gate;
  private boolean installed;
  private boolean betweenRequests = true;
  private @Nullable ScheduledFuture<?> timer;

  HeadDeadline(HttpServerOptions server, Duration timeout, RequestGate gate) {
    this.server = server;
    this.timeoutMillis = timeout.toMillis();
    this.gate = gate;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!installed) {
      install(context.pipeline());
    }
    if (betweenRequests
        && timer == null
        && message instanceof ByteBuf bytes
        && bytes.isReadable()) {
      timer =
          context.executor().schedule(() -> late(context), timeoutMillis, TimeUnit.MILLISECONDS);
    }
    context.fireChannelRead(message);
  }

  private void install(ChannelPipeline pipeline) {
    ChannelHandler decoder = pipeline.get(DECODER);
    if (decoder instanceof VertxHttpRequestDecoder && pipeline.get(ENCODER) != null) {
      pipeline.replace(decoder, DECODER, new StrictRequestDecoder(server));
      pipeline.addAfter(ENCODER, GATE, gate.of(this));
      installed = true;
    }
  }

  private void late(ChannelHandlerContext context) {
    // Without our decoder nobody tells of heads: it is no HTTP/1.
    if (installed && betweenRequests && context.pipeline().get(DECODER) != null) {
      gate.headTookTooLong(context);
      context.close();
    }
  }

  /** A head is complete. */
  void headEnded() {
    betweenRequests = false;
    ScheduledFuture<?> running = timer;
    if (running != null) {
      running.cancel(false);
      timer = null;
    }
  }

  /** A request is complete: what comes now belongs to the next one. */
  void requestEnded() {
    betweenRequests = true;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    headEnded();
    context.fireChannelInactive();
  }
}

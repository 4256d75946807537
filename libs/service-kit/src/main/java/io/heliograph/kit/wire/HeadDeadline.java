package io.heliograph.kit.wire;

import io.heliograph.kit.http.Refusal;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * First on a connection: one whose next head has begun and does not end in time is closed; one that
 * sends nothing between requests is left alone. Puts the stricter decoder and the {@link
 * RequestGate} in their places once the server has built its own, before the first request is read.
 * HTTP/2 is left to {@link ProtocolGate}; what speaks neither is closed. Lives on the connection's
 * event loop.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
  private static final String DECODER = "httpDecoder";
  private static final String ENCODER = "httpEncoder";
  private static final String GATE = "requestGate";
  private static final String PROTOCOL = "protocolGate";

  private final HttpServerOptions server;
  private final long timeoutMillis;
  private final RequestGate gate;
  private final Supplier<ControlFrames> frames;
  private boolean begun;
  private boolean installed;
  private boolean left;
  private boolean betweenRequests = true;
  private @Nullable ScheduledFuture<?> timer;

  /**
   * A deadline.
   *
   * @param frames counts the frames of a connection, when it turns out to speak HTTP/2
   */
  HeadDeadline(
      HttpServerOptions server,
      Duration timeout,
      RequestGate gate,
      Supplier<ControlFrames> frames) {
    this.server = server;
    this.frames = frames;
    this.timeoutMillis = timeout.toMillis();
    this.gate = gate;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!begun) {
      begun = true;
      ChannelPipeline pipeline = context.pipeline();
      if (!install(pipeline)) {
        // Behind what tells the protocols apart, before the handlers that it will add.
        pipeline.addLast(PROTOCOL, new ProtocolGate(this, frames.get()));
      }
    }
    if (!left
        && betweenRequests
        && timer == null
        && message instanceof ByteBuf bytes
        && bytes.isReadable()) {
      timer =
          context.executor().schedule(() -> late(context), timeoutMillis, TimeUnit.MILLISECONDS);
    }
    context.fireChannelRead(message);
  }

  /** Puts the guards of HTTP/1 in their places; false when no server of HTTP/1 is built yet. */
  boolean install(ChannelPipeline pipeline) {
    ChannelHandler decoder = pipeline.get(DECODER);
    if (decoder instanceof VertxHttpRequestDecoder && pipeline.get(ENCODER) != null) {
      pipeline.replace(decoder, DECODER, new StrictRequestDecoder(server));
      pipeline.addAfter(ENCODER, GATE, gate.of(this));
      installed = true;
    }
    return installed;
  }

  /** It is HTTP/2: there are no heads of HTTP/1 to wait for. */
  void leave() {
    left = true;
    headEnded();
  }

  /** Counts a refusal of this connection. */
  void told(ChannelHandlerContext context, Refusal refusal) {
    gate.told(context.channel(), refusal);
  }

  private void late(ChannelHandlerContext context) {
    // An upgraded connection has no decoder, so no end of a head is seen.
    boolean upgraded = installed && context.pipeline().get(DECODER) == null;
    if (!left && !upgraded && betweenRequests) {
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

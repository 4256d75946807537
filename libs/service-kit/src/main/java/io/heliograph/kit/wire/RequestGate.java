package io.heliograph.kit.wire;

import io.heliograph.kit.http.Refusal;
import io.heliograph.kit.http.RefusalForm;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees the requests of a connection before the server does. One that {@link HeadRule} refuses is
 * answered here, after the answers of those before it; what comes behind it is thrown away and the
 * connection closed. Lives on the connection's event loop.
 */
final class RequestGate extends ChannelDuplexHandler {
  private final RefusalForm form;
  private final BiConsumer<String, Refusal> told;
  private @Nullable HeadDeadline deadline;
  private @Nullable Refusal refusal;
  private int unanswered;

  RequestGate(RefusalForm form, BiConsumer<String, Refusal> told) {
    this.form = form;
    this.told = told;
  }

  /** This gate, telling a deadline where requests begin and end. */
  RequestGate of(HeadDeadline listening) {
    deadline = listening;
    return this;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refusal != null) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest head) {
      tellHead();
      refusal = HeadRule.judge(head).orElse(null);
      if (refusal != null) {
        ReferenceCountUtil.release(message);
        refuseWhenAnswered(context);
        return;
      }
      refuseUpgrade(head);
      unanswered++;
    }
    if (message instanceof LastHttpContent) {
      HeadDeadline listening = deadline;
      if (listening != null) {
        listening.requestEnded();
      }
    }
    context.fireChannelRead(message);
  }

  private void tellHead() {
    HeadDeadline listening = deadline;
    if (listening != null) {
      listening.headEnded();
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean interim =
        message instanceof HttpResponse head
            && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    context.write(message, promise);
    if (message instanceof LastHttpContent && !interim) {
      unanswered--;
      if (refusal != null) {
        // After the server's own flush.
        context.executor().execute(() -> refuseWhenAnswered(context));
      }
    }
  }

  private void refuseWhenAnswered(ChannelHandlerContext context) {
    Refusal reason = refusal;
    if (reason == null || unanswered > 0 || !context.channel().isActive()) {
      return;
    }
    // Once only.
    unanswered = Integer.MAX_VALUE;
    told(context.channel(), reason);
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reason.status()),
            Unpooled.wrappedBuffer(form.body(reason)));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, form.contentType())
        .set("X-Content-Type-Options", "nosniff")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
    reason.headers().forEach((name, value) -> answer.headers().set(name, value));
    LastAnswer.send(context, answer);
  }

  /** Counts a connection that is closed because its head does not end. */
  void headTookTooLong(ChannelHandlerContext context) {
    told(
        context.channel(),
        new Refusal(408, "head-timeout", "request timeout", "the head did not end in time"));
  }

  /** Counts a refusal of a connection. */
  void told(Channel channel, Refusal reason) {
    told.accept(address(channel), reason);
  }

  /**
   * Takes an offer to go on in HTTP/2 out of a head: RFC 9113 does not know it any more, and what
   * follows the first request would pass by the guards. Clients use the preface at once.
   */
  private static void refuseUpgrade(HttpRequest head) {
    if (head.headers().contains(HttpHeaderNames.UPGRADE, "h2c", true)) {
      head.headers().remove(HttpHeaderNames.UPGRADE).remove("HTTP2-Settings");
    }
  }

  private static String address(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
            && remote.getAddress() != null
        ? remote.getAddress().getHostAddress()
        : "";
  }
}

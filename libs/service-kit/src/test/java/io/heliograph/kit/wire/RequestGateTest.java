package io.heliograph.kit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.http.Refusal;
import io.heliograph.kit.http.RefusalForm;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection as the server builds it, with its time in our hands. */
class RequestGateTest {
  private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String BAD = "GET /bad HTTP/1.1\r\n\r\n";
  private static final int FRAMES_MAX = 10;
  private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(30);

  private final HttpServerOptions server = new HttpServerOptions();
  private final List<String> kinds = new ArrayList<>();
  private final List<String> served = new ArrayList<>();
  private final List<String> upgrades = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  /** A form that shows only the status. */
  private static final class Plain implements RefusalForm {
    @Override
    public String contentType() {
      return "text/plain";
    }

    @Override
    public byte[] body(Refusal refusal) {
      return ("refused " + refusal.status()).getBytes(ISO_8859_1);
    }
  }

  RequestGateTest() {
    channel.freezeTime();
    RequestGate gate =
        new RequestGate(new Plain(), (address, refusal) -> kinds.add(refusal.kind()));
    channel
        .pipeline()
        .addLast(
            new HeadDeadline(
                server, HEAD_TIMEOUT, gate, () -> new ControlFrames(FRAMES_MAX, () -> 0)));
    speakHttp1(channel.pipeline());
  }

  private void speakHttp1(ChannelPipeline pipeline) {
    pipeline.addLast("httpDecoder", new VertxHttpRequestDecoder(server));
    pipeline.addLast("httpEncoder", new HttpResponseEncoder());
    pipeline.addLast(
        "handler",
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
              served.add(request.uri());
              upgrades.add(String.valueOf(request.headers().get("Upgrade")));
            }
          }
        });
  }

  /** The server as it is while it does not know yet which protocol the client speaks. */
  private void undecided(Consumer<ChannelPipeline> decision) {
    channel.pipeline().remove("httpDecoder");
    channel.pipeline().remove("httpEncoder");
    channel.pipeline().remove("handler");
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                decision.accept(context.pipeline());
                context.fireChannelRead(message);
                context.pipeline().remove(this);
              }
            });
  }

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
  }

  private void answer() {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    response.headers().set("Content-Length", 0);
    channel
        .pipeline()
        .context("handler")
        .writeAndFlush(response)
        .addListener(sent -> assertThat(sent.isSuccess()).isTrue());
    channel.runPendingTasks();
  }

  private String written() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      text.append(bytes.toString(ISO_8859_1));
      bytes.release();
    }
    return text.toString();
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
  }

  @Test
  void shouldServeRequestsWhenTheyAreWellFormed() {
    send(GOOD + GOOD);
    answer();
    answer();

    assertThat(served).containsExactly("/good", "/good");
    assertThat(written().split("HTTP/1.1 200 OK", -1)).hasSize(3);
    assertThat(kinds).isEmpty();
    assertThat(channel.isActive()).isTrue();
  }

  @Test
  void shouldAnswerInOrderAndCloseWhenABadRequestFollowsGoodOnes() {
    send(GOOD + BAD + GOOD);
    assertThat(written()).isEmpty();
    answer();

    assertThat(written())
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("HTTP/1.1 400 Bad Request\r\n", "Connection: close\r\n")
        .endsWith("\r\n\r\nrefused 400");
    send(GOOD);
    pass(Duration.ofSeconds(2));
    assertThat(served).containsExactly("/good");
    assertThat(kinds).containsExactly("malformed");
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void shouldCloseWhenTheHeadDoesNotEndInTime() {
    send("GET / HTTP/1.1\r\n");
    pass(HEAD_TIMEOUT.minusMillis(1));
    send("Host: ");
    assertThat(channel.isActive()).isTrue();

    pass(Duration.ofMillis(1));

    assertThat(channel.isActive()).isFalse();
    assertThat(kinds).containsExactly("head-timeout");
  }

  @Test
  void shouldKeepTheConnectionWhenItIsIdleOrItsBodyIsSlow() {
    pass(HEAD_TIMEOUT.multipliedBy(10));
    send(GOOD);
    pass(HEAD_TIMEOUT.multipliedBy(10));
    send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx");
    pass(HEAD_TIMEOUT.multipliedBy(10));
    send("x");
    pass(HEAD_TIMEOUT.multipliedBy(10));
    assertThat(channel.isActive()).isTrue();

    send("G");
    pass(HEAD_TIMEOUT);

    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void shouldGuardTheFirstRequestWhenTheServerTellsProtocolsApartFirst() {
    undecided(this::speakHttp1);

    send(GOOD + BAD);
    answer();

    assertThat(served).containsExactly("/good");
    assertThat(written()).contains("HTTP/1.1 200 OK\r\n", "HTTP/1.1 400 Bad Request\r\n");
    assertThat(kinds).containsExactly("malformed");
  }

  @Test
  void shouldTakeTheOfferOfHttp2AndNoOtherOutOfAHead() {
    send(GOOD.replace("\r\n\r\n", "\r\nUpgrade: H2C\r\nHTTP2-Settings: AAMA\r\n\r\n"));
    send(GOOD.replace("\r\n\r\n", "\r\nUpgrade: websocket\r\n\r\n"));

    assertThat(upgrades).containsExactly("null", "websocket");
  }

  @Test
  void shouldCloseWhenTheProtocolIsNotDecidedInTime() {
    channel.pipeline().remove("httpDecoder");
    channel.pipeline().remove("httpEncoder");
    send("PRI * HTT");
    assertThat(channel.isActive()).isTrue();

    pass(HEAD_TIMEOUT);

    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void shouldSayGoAwayAndCloseWhenAConnectionOfHttp2SendsFramesWithoutEnd() {
    undecided(
        pipeline ->
            pipeline.addLast(
                new Http2ConnectionHandlerBuilder()
                    .server(true)
                    .frameListener(new Http2FrameAdapter())
                    .build()));
    String ping = "\0\0\u0008\u0006\0\0\0\0\0abcdefgh";
    send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
    send(ping.repeat(FRAMES_MAX - 1));
    pass(HEAD_TIMEOUT.multipliedBy(2));
    assertThat(channel.isActive()).isTrue();
    assertThat(written().split("abcdefgh", -1)).hasSize(FRAMES_MAX);

    send(ping);
    send(ping);
    pass(Duration.ofSeconds(2));

    assertThat(written())
        .startsWith(
            "\0\0.\u0007\0\0\0\0\0\0\0\0\0\0\0\0\u000b" + "hub.http.control-frames-per-second-max");
    assertThat(kinds).containsExactly("control-frames");
    assertThat(channel.isActive()).isFalse();
  }
}

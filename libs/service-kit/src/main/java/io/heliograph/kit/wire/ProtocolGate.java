package io.heliograph.kit.wire;

import io.heliograph.kit.http.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands where a server that speaks HTTP/1 and HTTP/2 tells them apart. A connection of HTTP/1 gets
 * its guards before the first request is read; one of HTTP/2 that sends {@link ControlFrames}
 * beyond their limit is answered GOAWAY (ENHANCE_YOUR_CALM) and closed. Lives on the connection's
 * event loop.
 */
final class ProtocolGate extends ChannelInboundHandlerAdapter {
  private static final int GOAWAY = 7;
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final String KEY = "hub.http.control-frames-per-second-max";

  private final HeadDeadline deadline;
  private final ControlFrames frames;
  private boolean decided;
  private boolean refused;

  ProtocolGate(HeadDeadline deadline, ControlFrames frames) {
    this.deadline = deadline;
    this.frames = frames;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!decided) {
      decided = true;
      ChannelPipeline pipeline = context.pipeline();
      if (pipeline.get(Http2ConnectionHandler.class) == null) {
        deadline.install(pipeline);
        context.fireChannelRead(message);
        pipeline.remove(this);
        return;
      }
      deadline.leave();
    }
    if (refused || !(message instanceof ByteBuf bytes)) {
      ReferenceCountUtil.release(message);
    } else if (frames.isWithinLimit(bytes.nioBuffer())) {
      context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
      refuse(context);
    }
  }

  private void refuse(ChannelHandlerContext context) {
    refused = true;
    deadline.told(context, new Refusal(429, "control-frames", "too many frames", KEY + " came"));
    ByteBuf answer = Unpooled.buffer();
    answer.writeMedium(2 * Integer.BYTES + KEY.length()).writeByte(GOAWAY).writeByte(0);
    answer.writeInt(0).writeInt(frames.lastStream()).writeInt(ENHANCE_YOUR_CALM);
    ByteBufUtil.writeAscii(answer, KEY);
    LastAnswer.send(context, answer);
  }
}

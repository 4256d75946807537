package io.heliograph.kit.wire;

import io.heliograph.kit.http.Refusal;
import io.heliograph.kit.limit.PerAddressLimit;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Lets connections in while there is room for them, and closes others at once. */
final class ConnectionGate extends ChannelInboundHandlerAdapter {
  private final PerAddressLimit limit;
  private final ConnectionRoom room;
  private final BiConsumer<String, Refusal> told;
  private final Supplier<ChannelHandler> first;

  /**
   * A gate of one listening socket.
   *
   * @param room for the connections of all gates
   * @param first makes what sees the bytes of a connection first
   */
  ConnectionGate(
      PerAddressLimit limit,
      ConnectionRoom room,
      BiConsumer<String, Refusal> told,
      Supplier<ChannelHandler> first) {
    this.limit = limit;
    this.room = room;
    this.told = told;
    this.first = first;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof Channel connection
        && connection.remoteAddress() instanceof InetSocketAddress remote
        && remote.getAddress() != null) {
      InetAddress address = remote.getAddress();
      PerAddressLimit.Verdict verdict = limit.tryTake(address);
      if (verdict == PerAddressLimit.Verdict.TAKEN && !room.tryTake(limit.taken())) {
        limit.giveBack(address);
        verdict = PerAddressLimit.Verdict.FULL;
      }
      if (verdict != PerAddressLimit.Verdict.TAKEN) {
        connection.unsafe().closeForcibly();
        told.accept(address.getHostAddress(), refusal(verdict));
        return;
      }
      connection
          .closeFuture()
          .addListener(
              closed -> {
                room.giveBack();
                limit.giveBack(address);
              });
      connection.pipeline().addFirst("headDeadline", first.get());
    }
    context.fireChannelRead(message);
  }

  private static Refusal refusal(PerAddressLimit.Verdict verdict) {
    return verdict == PerAddressLimit.Verdict.FULL
        ? new Refusal(
            503,
            "connections",
            "overloaded",
            "hub.http.connections-max are open, or as many as open files leave room for")
        : new Refusal(
            503,
            "connections-of-address",
            "overloaded",
            "hub.http.connections-per-address-max are open from this address");
  }
}

package io.heliograph.dashboard.store;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Subscribes to the channels of the statistics and keeps what comes, in its order. */
public final class Listener implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final RedisConnection connection;
  private final List<Message> heard = new CopyOnWriteArrayList<>();

  /** One publication. */
  public record Message(String channel, String text) {}

  public Listener(String uri) {
    connection = Statistics.await(Redis.createClient(vertx, uri).connect());
    connection.handler(this::hear);
    Statistics.await(
        connection.send(
            Request.cmd(Command.SUBSCRIBE)
                .arg("1")
                .arg("PicToDisplay")
                .arg("lastContributor")
                .arg("lastAwards")));
  }

  private void hear(Response push) {
    if (push.get(0).toString().equals("message")) {
      heard.add(new Message(push.get(1).toString(), push.get(2).toString()));
    }
  }

  public List<Message> heard() {
    return heard;
  }

  @Override
  public void close() {
    connection.close();
    Statistics.await(vertx.close());
  }
}

package io.heliograph.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class RedisServerIT {

  private static final Duration GREETING_LIMIT = Duration.ofSeconds(1);

  @Test
  void shouldKeepKeysWhenKilledAndRestarted() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().redis())) {
      RedisServer redis = stack.redis();
      assertThat(ask(redis, "SET kept before-the-kill")).startsWith("+OK");

      redis.kill();
      redis.restart();

      assertThat(ask(redis, "GET kept")).contains("before-the-kill");
    }
  }

  @Test
  void shouldAnswerOnlyWhenNotPaused() {
    try (LocalStack stack = LocalStack.start(LocalStack.options().redis())) {
      RedisServer redis = stack.redis();

      redis.pause();
      assertThat(ServerKind.REDIS.answers(redis.port(), GREETING_LIMIT)).isFalse();

      redis.resume();
      await().until(() -> ServerKind.REDIS.answers(redis.port(), GREETING_LIMIT));
    }
  }

  @Test
  void shouldFindTheDataAgainWhenANewStackTakesTheFolder(@TempDir Path data) throws Exception {
    try (LocalStack first = LocalStack.start(LocalStack.options().redis().data(data))) {
      ask(first.redis(), "SET kept by-the-folder");
    }
    try (LocalStack second = LocalStack.start(LocalStack.options().redis().data(data))) {
      assertThat(ask(second.redis(), "GET kept")).contains("by-the-folder");
    }
  }

  @Test
  void shouldRefuseWritesAndKeepWhatItHasWhenItsMemoryIsFull() throws Exception {
    try (LocalStack stack =
        LocalStack.start(LocalStack.options().redis(Map.of("maxmemory", "3mb")))) {
      RedisServer redis = stack.redis();
      assertThat(ask(redis, "CONFIG GET maxmemory-policy")).contains("noeviction");
      assertThat(ask(redis, "SET kept small")).startsWith("+OK");

      assertThat(ask(redis, "SETRANGE large 4000000 x")).startsWith(":4000001");

      assertThat(ask(redis, "SET more x")).startsWith("-OOM");
      assertThat(ask(redis, "GET kept")).contains("small");
    }
  }

  @Test
  void shouldBoundItsMemoryWhenNothingIsSaid() throws Exception {
    assertThat(ask(LocalStack.shared().redis(), "CONFIG GET maxmemory")).contains("268435456");
  }

  private static String ask(RedisServer redis, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), redis.port())) {
      socket
          .getOutputStream()
          .write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}

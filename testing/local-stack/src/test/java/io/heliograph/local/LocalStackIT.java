package io.heliograph.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class LocalStackIT {

  private static final Duration GREETING_LIMIT = Duration.ofSeconds(1);

  @Test
  void shouldRunSideBySideWhenStartedTwice() {
    try (LocalStack one = LocalStack.start(LocalStack.options().redis());
        LocalStack two = LocalStack.start(LocalStack.options().redis())) {
      assertThat(one.redis().port()).isNotEqualTo(two.redis().port());
      assertThat(one.redis().data()).isNotEqualTo(two.redis().data());
    }
  }

  @Test
  void shouldLeaveNeitherProcessNorTemporaryFolderWhenClosed() {
    RedisServer redis;
    try (LocalStack stack = LocalStack.start(LocalStack.options().redis())) {
      redis = stack.redis();
      assertThat(redis.data()).isDirectory();
    }
    assertThat(redis.isAlive()).isFalse();
    assertThat(redis.data()).doesNotExist();
    assertThat(ServerKind.REDIS.answers(redis.port(), GREETING_LIMIT)).isFalse();
  }

  @Test
  void shouldTakeTheGivenPortAndRefuseItWhenAnotherServerHoldsIt() {
    int port = Ports.free();
    LocalStackOptions options = LocalStack.options().server(ServerKind.REDIS, port);
    try (LocalStack first = LocalStack.start(options)) {
      assertThat(first.redis().port()).isEqualTo(port);

      assertThatThrownBy(() -> LocalStack.start(options))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("redis ended with exit code")
          .hasMessageContaining("already in use");
      assertThat(first.redis().isAlive()).isTrue();
    }
  }

  @Test
  void shouldShowTheLogsEndAndStopTheOthersWhenOneServerDoesNotStart(@TempDir Path data) {
    AtomicLong redis = new AtomicLong();
    LocalStackOptions options =
        LocalStack.options()
            .data(data)
            .redis()
            .kafka(Map.of("num.io.threads", "none"))
            .spawned(
                (kind, port, pid, command) -> {
                  if (kind == ServerKind.REDIS) {
                    redis.set(pid);
                  }
                });

    assertThatThrownBy(() -> LocalStack.start(options))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("kafka ended with exit code 1")
        .hasMessageContaining("num.io.threads");

    assertThat(ProcessHandle.of(redis.get()).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  @Test
  void shouldStartAServerOnceWhenTheSharedStackIsAskedTwice() {
    RedisServer first = LocalStack.shared().redis();

    assertThat(LocalStack.shared().redis()).isSameAs(first);
    assertThat(first.isAlive()).isTrue();
  }
}

package io.heliograph.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class PostgresServerIT {

  private static final Duration GREETING_LIMIT = Duration.ofSeconds(1);

  @Test
  void shouldKeepRowsWhenKilledAndRestarted() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().postgres())) {
      PostgresServer postgres = stack.postgres();
      run(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");

      postgres.kill();
      postgres.restart();

      assertThat(answer(postgres)).isEqualTo(42);
    }
  }

  @Test
  void shouldAnswerOnlyWhenNotPaused() {
    try (LocalStack stack = LocalStack.start(LocalStack.options().postgres())) {
      PostgresServer postgres = stack.postgres();

      postgres.pause();
      assertThat(ServerKind.POSTGRESQL.answers(postgres.port(), GREETING_LIMIT)).isFalse();

      postgres.resume();
      await().until(() -> ServerKind.POSTGRESQL.answers(postgres.port(), GREETING_LIMIT));
    }
  }

  private static void run(PostgresServer postgres, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int answer(PostgresServer postgres) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT answer FROM kept")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}

package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.dispatcher.cluster.ClusterSettings;
import io.heliograph.dispatcher.content.ContentSettings;
import io.heliograph.dispatcher.content.ContentSettings.Backend;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class SharedContentTest {
  private static ContentSettings with(String shared) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(ContentSettings.class)
        .withDefaultValue("hub.content.local-shared", shared)
        .build()
        .getConfigMapping(ContentSettings.class);
  }

  /** Several replicas, when there is a secret. */
  private static ClusterSettings knownBy(String secret) {
    return new SmallRyeConfigBuilder()
        .withMapping(ClusterSettings.class)
        .withDefaultValue("quarkus.http.host", "localhost")
        .withDefaultValue("hub.cluster.secret", secret)
        .addDefaultInterceptors()
        .build()
        .getConfigMapping(ClusterSettings.class);
  }

  @Test
  void shouldEndTheStartOfOneOfSeveralReplicasByDefault() {
    StartupEvent start = new StartupEvent();

    assertThatThrownBy(() -> new SharedContent(with("false"), knownBy("between us")).start(start))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hub.content.local-shared");
    assertThatCode(
            () -> {
              new SharedContent(with("true"), knownBy("between us")).start(start);
              new SharedContent(with("false"), knownBy("")).start(start);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseSeveralReplicasWithFoldersOfTheirOwn() {
    assertThatThrownBy(() -> SharedContent.refuseFoldersOfTheirOwn(Backend.LOCAL, false, true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hub.content.local-shared");
  }

  @Test
  void shouldTakeWhateverAllReplicasCanRead() {
    assertThatCode(
            () -> {
              SharedContent.refuseFoldersOfTheirOwn(Backend.LOCAL, false, false);
              SharedContent.refuseFoldersOfTheirOwn(Backend.LOCAL, true, true);
              SharedContent.refuseFoldersOfTheirOwn(Backend.S3, false, true);
            })
        .doesNotThrowAnyException();
  }
}

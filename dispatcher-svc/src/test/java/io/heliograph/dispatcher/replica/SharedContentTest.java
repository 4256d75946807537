package io.heliograph.dispatcher.replica;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.dispatcher.content.ContentSettings.Backend;
import org.junit.jupiter.api.Test;

class SharedContentTest {
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

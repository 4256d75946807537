package io.heliograph.dashboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.topic.TopicSettings;
import io.heliograph.kit.http.WebSettings;
import io.heliograph.local.ConfigurationKeys;
import org.junit.jupiter.api.Test;

/** The launcher refuses keys that no service lists, so the list must be whole. */
class ConfigurationKeysTest {

  @Test
  void shouldListExactlyTheKeysOfTheMappingsWhenTheServiceIsPackaged() throws Exception {
    assertThat(ConfigurationKeys.listed())
        .containsExactlyElementsOf(
            ConfigurationKeys.mapped(TopicSettings.class, WebSettings.class));
  }
}

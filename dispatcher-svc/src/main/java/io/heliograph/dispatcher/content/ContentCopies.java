package io.heliograph.dispatcher.content;

import io.heliograph.content.ContentName;
import io.heliograph.content.EncryptedContentStore;
import io.heliograph.event.source.Sources;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** Copies contents between sources for other features. Thread-safe; no call blocks. */
@Singleton
public final class ContentCopies {
  private final EncryptedContentStore contents;
  private final Sources sources;

  ContentCopies(EncryptedContentStore contents, Sources sources) {
    this.contents = contents;
    this.sources = sources;
  }

  /**
   * Makes a content appear under another source as well; completes with whether there was one.
   *
   * @throws io.heliograph.dispatcher.error.HubException when a name is none
   */
  public CompletionStage<Boolean> copy(String from, String to, String label, String sha256) {
    return ContentErrors.orRefuse(
        () ->
            contents.copy(
                ContentName.of(sources, from, label, sha256),
                ContentName.of(sources, to, label, sha256)));
  }
}

package io.heliograph.dispatcher.node;

import io.heliograph.dispatcher.content.CacheBudget;
import io.heliograph.dispatcher.content.ContentSettings;
import io.heliograph.dispatcher.publish.AdmissionBudget;
import io.heliograph.dispatcher.publish.ProducerSettings;
import io.heliograph.kit.limit.HeapShares;
import io.heliograph.kit.limit.HeapShares.Part;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Refuses a start whose budgets do not fit into the heap. */
@ApplicationScoped
class HeapCheck {
  private final List<Part> parts = new ArrayList<>();

  HeapCheck(
      DispatcherSettings core,
      AdmissionBudget publications,
      ProducerSettings producer,
      ContentSettings content) {
    parts.add(new Part("hub.dispatcher.log-bytes-max", CoordinatorSizes.logBytesMax(core)));
    parts.add(new Part("hub.dispatcher.answer-bytes-max", CoordinatorSizes.answerBytesMax(core)));
    parts.add(new Part("hub.publish.in-flight-bytes-max", publications.bytesMax()));
    parts.add(
        new Part(
            "hub.producer.buffer-bytes",
            HeapShares.of(
                producer.bufferBytes(),
                Runtime.getRuntime().maxMemory(),
                ProducerSettings.BUFFER_SIXTEENTHS)));
    parts.add(new Part("hub.content.cache-bytes", CacheBudget.bytesMax(content)));
  }

  void start(@Observes @Priority(1) StartupEvent started) {
    HeapShares.excess(Runtime.getRuntime().maxMemory(), parts)
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
  }
}

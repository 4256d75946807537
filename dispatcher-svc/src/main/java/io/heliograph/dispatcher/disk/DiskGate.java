package io.heliograph.dispatcher.disk;

import io.heliograph.dispatcher.publish.PublishGate;
import io.heliograph.event.Model;
import jakarta.inject.Singleton;

/**
 * Refuses new events while a disk of Kafka is short. Statuses, which end work that was taken and
 * whose refusal would end Azul's runner, registrations of plugins and deletions go on: what is kept
 * free is for them.
 */
@Singleton
final class DiskGate implements PublishGate {
  private final DiskRoom room;

  DiskGate(DiskRoom room) {
    this.room = room;
  }

  @Override
  public void pass(Model model) {
    if (needsRoom(model)) {
      room.requireForEvents();
    }
  }

  /** Whether events of the model are new data. */
  static boolean needsRoom(Model model) {
    return !model.equals(Model.STATUS)
        && !model.equals(Model.PLUGIN)
        && !model.equals(Model.DELETE);
  }
}

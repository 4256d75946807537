package io.heliograph.dispatcher.eventinfo;

import java.util.List;

/**
 * What came of a search.
 *
 * @param recordsSeen how many records were looked at
 * @param complete whether everything was looked at that can hold the event, or it was found
 */
record Search(List<FoundEvent> events, long recordsSeen, boolean complete) {
  Search {
    events = List.copyOf(events);
  }
}

package io.heliograph.event.publish;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.EventHeaders.StreamLabel;
import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Node;
import java.util.ArrayList;
import java.util.List;

/** The headers of an event, from what a scan kept of it. */
public final class HeaderFacts {

  private HeaderFacts() {}

  /** The headers of an event of the current model version. */
  public static EventHeaders of(Model model, Node event) {
    boolean status = model == Model.STATUS;
    Node about = status ? event.record("entity").record("input") : event;
    boolean sourced = status || Topics.hasSource(model) || model == Model.RETROHUNT;
    Node source = sourced ? about.record("source") : Node.EMPTY;
    boolean named = sourced && model != Model.RETROHUNT;
    boolean binary = model == Model.BINARY || status;
    List<StreamLabel> streams = new ArrayList<>();
    long contentSize = -1;
    if (binary) {
      for (Node stream : about.record("entity").records("datastreams")) {
        streams.add(new StreamLabel(stream.text("label"), stream.text("file_format")));
        if (contentSize < 0 && stream.text("label").equals("content")) {
          contentSize = stream.number("size");
        }
      }
    }
    boolean hasAction = model != Model.PLUGIN && model != Model.INSERT;
    return new EventHeaders(
        model,
        Math.clamp(event.number("model_version"), EventScan.VERSION_MIN, Integer.MAX_VALUE),
        named ? source.text("name") : "",
        hasAction ? about.text("action") : "",
        event.record("author").text("name"),
        entityId(model, event),
        named ? source.records("path").size() : 0,
        contentSize,
        streams,
        source.text("security"),
        event.text("timestamp"),
        source.text("timestamp"),
        status ? about.record("author").text("name") : "",
        status ? event.record("entity").text("status") : "",
        status ? about.text("dequeued") : "",
        0,
        "",
        "",
        "",
        "",
        status ? event.record("author").text("version") : "");
  }

  /** The id of what the event is about; empty when its model has none. */
  static String entityId(Model model, Node event) {
    return switch (model) {
      case Model.Builtin.BINARY -> event.record("entity").text("sha256");
      case Model.Builtin.STATUS ->
          event.record("entity").record("input").record("entity").text("sha256");
      case Model.Builtin.PLUGIN -> event.record("entity").text("name");
      case Model.Builtin.INSERT -> event.record("entity").text("parent_sha256");
      case Model.Builtin.DOWNLOAD -> event.record("entity").text("hash");
      case Model.Builtin.DELETE, Model.Builtin.RETROHUNT -> "";
      case Model.Declared _ -> "";
      case Model.Builtin.OBSERVATION -> FreeEntities.observationId(event);
    };
  }
}

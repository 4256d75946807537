package io.heliograph.dashboard.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries as calls of the script, in their order. One call brings entries of one partition that
 * follow each other, so that the script can tell each one's expected offset from the one before.
 * Not thread-safe: one thread each.
 */
final class ScriptCalls {
  private final String digest;
  private final Layout layout;
  private final CallSize size;
  private final EffectArguments arguments;

  ScriptCalls(StatisticsScript script, Layout layout, CallSize size) {
    this.digest = script.digest();
    this.layout = layout;
    this.size = size;
    this.arguments = new EffectArguments(layout);
  }

  /** The calls for these. */
  List<Request> of(List<Entry> entries) {
    List<Request> calls = new ArrayList<>();
    Request call = null;
    Position last = null;
    int messages = 0;
    int characters = 0;
    for (Entry entry : entries) {
      List<String> written = arguments.of(entry);
      int more = length(written);
      boolean fits =
          last != null
              && follows(last, entry.position())
              && messages < size.messages()
              && characters + more <= size.characters();
      if (call == null || !fits) {
        call = begin(entry.position());
        calls.add(call);
        messages = 0;
        characters = 0;
      }
      written.forEach(call::arg);
      last = entry.position();
      messages++;
      characters += more;
    }
    return calls;
  }

  private static boolean follows(Position before, Position position) {
    return position.expected() == before.offset() + 1
        && position.partition().equals(before.partition());
  }

  private static int length(List<String> written) {
    int length = 0;
    for (String one : written) {
      length += one.length();
    }
    return length;
  }

  private Request begin(Position first) {
    Request call = Request.cmd(Command.EVALSHA).arg(digest).arg(0);
    EffectArguments.head(first, layout).forEach(call::arg);
    return call;
  }
}

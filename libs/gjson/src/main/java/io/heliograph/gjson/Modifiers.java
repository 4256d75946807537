package io.heliograph.gjson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applies a modifier to a text (contract 2.34 to 2.37). Lives within one evaluation. */
final class Modifiers {
  private final Evaluation evaluation;
  private final Slice json;
  private final Slice argument;

  Modifiers(Evaluation evaluation, Slice json, Slice argument) {
    this.evaluation = evaluation;
    this.json = json;
    this.argument = argument;
  }

  Slice apply(Modifier modifier) {
    return switch (modifier) {
      case THIS -> json;
      case VALID -> isValid() ? json : Slice.EMPTY;
      case FROMSTR -> isValid() ? Root.parse(json).string() : Slice.EMPTY;
      case TOSTR -> paid(JsonText.quoted(json));
      case UGLY -> ugly();
      case PRETTY -> new Pretty(evaluation, json, PrettyOptions.read(argument)).text();
      case KEYS -> keys();
      case VALUES -> values();
      case REVERSE -> reverse();
      case FLATTEN -> new DeepModifiers(evaluation).flatten(json, option("deep"));
      case DIG -> new DeepModifiers(evaluation).dig(json, argument);
      case JOIN -> option("preserve") ? joinPreserving() : join();
      case GROUP -> group();
    };
  }

  private boolean isValid() {
    return new Validator(json, evaluation.limits.documentDepthMax()).isValid();
  }

  private Slice paid(Slice made) {
    evaluation.produce(made.length());
    return made;
  }

  /** The last value of an option of the argument, read as a boolean. */
  private boolean option(String name) {
    boolean on = false;
    Members options = new Members(Root.parse(argument));
    while (options.next()) {
      if (options.key.string().toString().equals(name)) {
        on = options.value.truth();
      }
    }
    return on;
  }

  private Slice ugly() {
    Output out = new Output(evaluation);
    byte[] bytes = json.bytes();
    int i = json.start();
    while (i < json.end()) {
      int from = i;
      if (bytes[i] == '"') {
        i = Math.min(Squash.closingQuote(bytes, i + 1, json.end()) + 1, json.end());
      } else {
        i++;
      }
      if ((bytes[from] & 0xff) > ' ') {
        out.write(new Slice(bytes, from, i));
      }
    }
    return out.slice();
  }

  private Slice keys() {
    Value of = Root.parse(json);
    Members members = new Members(of);
    Output out = new Output(evaluation);
    char separator = '[';
    while (members.next()) {
      out.write(separator);
      out.write(of.isObject() ? members.key.raw() : Slice.ascii("null"));
      separator = ',';
    }
    return closed(out, separator, ']');
  }

  private Slice values() {
    Value of = Root.parse(json);
    if (of.isArray()) {
      return json;
    }
    Members members = new Members(of);
    Output out = new Output(evaluation);
    char separator = '[';
    while (members.next()) {
      out.write(separator);
      out.write(members.value.raw());
      separator = ',';
    }
    return closed(out, separator, ']');
  }

  private static Slice closed(Output out, char separator, char close) {
    if (separator != ',') {
      out.write(separator);
    }
    out.write(close);
    return out.slice();
  }

  private Slice reverse() {
    Value of = Root.parse(json);
    if (!of.isArray() && !of.isObject()) {
      return json;
    }
    List<Member> members = new ArrayList<>();
    Members walk = new Members(of);
    while (walk.next()) {
      members.add(new Member(walk.key.raw(), walk.value.raw()));
    }
    Output out = new Output(evaluation);
    char separator = of.isObject() ? '{' : '[';
    for (Member member : members.reversed()) {
      out.write(separator);
      member.write(out, of.isObject());
      separator = ',';
    }
    return closed(out, separator, of.isObject() ? '}' : ']');
  }

  private Slice joinPreserving() {
    Value of = Root.parse(json);
    if (!of.isArray()) {
      return json;
    }
    Output out = new Output(evaluation);
    char separator = '{';
    Members walk = new Members(of);
    while (walk.next()) {
      if (walk.value.isObject()) {
        out.write(separator);
        out.write(DeepModifiers.unwrapped(walk.value.raw()));
        separator = ',';
      }
    }
    return closed(out, separator, '}');
  }

  private Slice join() {
    Value of = Root.parse(json);
    if (!of.isArray()) {
      return json;
    }
    List<Member> members = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    Members walk = new Members(of);
    while (walk.next()) {
      if (!walk.value.isObject()) {
        continue;
      }
      Members inner = new Members(walk.value);
      while (inner.next()) {
        String key = inner.key.string().latin();
        Integer place = places.putIfAbsent(key, members.size());
        if (place == null) {
          members.add(new Member(inner.key.raw(), inner.value.raw()));
        } else {
          members.set(place, new Member(members.get(place).key(), inner.value.raw()));
        }
      }
    }
    return object(members);
  }

  private Slice object(List<Member> members) {
    Output out = new Output(evaluation);
    char separator = '{';
    for (Member member : members) {
      out.write(separator);
      member.write(out, true);
      separator = ',';
    }
    return closed(out, separator, '}');
  }

  private Slice group() {
    Value of = Root.parse(json);
    if (!of.isObject()) {
      return Slice.EMPTY;
    }
    List<List<Member>> groups = new ArrayList<>();
    Members walk = new Members(of);
    while (walk.next()) {
      if (!walk.value.isArray()) {
        continue;
      }
      Members elements = new Members(walk.value);
      for (int i = 0; elements.next(); i++) {
        if (i == groups.size()) {
          groups.add(new ArrayList<>());
        }
        groups.get(i).add(new Member(walk.key.raw(), elements.value.raw()));
      }
    }
    Output out = new Output(evaluation);
    char separator = '[';
    for (List<Member> group : groups) {
      out.write(separator);
      out.write(object(group));
      separator = ',';
    }
    return closed(out, separator, ']');
  }

  /** A pair, or an element whose key is not used. */
  private record Member(Slice key, Slice value) {
    void write(Output out, boolean withKey) {
      if (withKey) {
        out.write(key);
        out.write(':');
      }
      out.write(value);
    }
  }
}

package io.heliograph.ipni.dag;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Multibase;

/** {@link DagReader} of DAG-JSON (contract, section 2.1). */
final class DagJsonReader extends JsonScalars {
  private static final String RESERVED = "/";

  private boolean started;

  /** A key was read and its value is next. */
  private boolean afterKey;

  /** The first key of a map was read already, to see whether it is the reserved one. */
  private boolean heldKey;

  /** The open map or list has had an element. */
  private boolean afterElement;

  DagJsonReader(DagInput input, IpniLimits limits) {
    super(input, limits);
  }

  @Override
  String name() {
    return "DAG-JSON";
  }

  @Override
  public DagToken next() {
    if (depth() == 0) {
      return started ? end() : first();
    }
    if (heldKey) {
      heldKey = false;
      afterKey = true;
      return DagToken.KEY;
    }
    if (afterKey) {
      afterKey = false;
      return element(nonSpace());
    }
    int c = nonSpace();
    if (c == (inMap() ? '}' : ']')) {
      afterElement = true;
      return close();
    }
    if (afterElement) {
      if (c != ',') {
        throw unexpected(inMap() ? "',' or '}'" : "',' or ']'", c);
      }
      c = nonSpace();
    }
    if (!inMap()) {
      return element(c);
    }
    memberKey(c);
    afterKey = true;
    return key();
  }

  private DagToken first() {
    started = true;
    return element(nonSpace());
  }

  private DagToken end() {
    int c = nonSpace();
    if (c >= 0) {
      throw refused("must end where its document ends", Character.toString(c));
    }
    return DagToken.END;
  }

  private DagToken element(int c) {
    afterElement = true;
    return switch (c) {
      case '{' -> map();
      case '[' -> {
        afterElement = false;
        yield open(false);
      }
      case '"' -> {
        string();
        yield DagToken.TEXT;
      }
      case 't' -> literal("rue", bool(true));
      case 'f' -> literal("alse", bool(false));
      case 'n' -> literal("ull", DagToken.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(c);
      default -> throw unexpected("a value", c);
    };
  }

  private DagToken literal(String rest, DagToken token) {
    for (int i = 0; i < rest.length(); i++) {
      int c = input().read();
      if (c != rest.charAt(i)) {
        throw unexpected("true, false or null", c);
      }
    }
    return token;
  }

  private DagToken map() {
    skipSpace();
    if (input().peek() == '"') {
      memberKey(input().read());
      if (isText(RESERVED)) {
        return reserved();
      }
      open(true);
      key();
      heldKey = true;
      return DagToken.MAP_START;
    }
    afterElement = false;
    return open(true);
  }

  private void memberKey(int c) {
    if (c != '"') {
      throw unexpected("a key", c);
    }
    string();
    expect(':');
  }

  /** A map whose first key is "/" is a link or bytes, and nothing else. */
  private DagToken reserved() {
    int c = nonSpace();
    if (c == '"') {
      string();
      DagToken token = linkValue();
      expect('}');
      return token;
    }
    if (c != '{') {
      throw unexpected("a link or bytes behind the key \"/\"", c);
    }
    memberKey(nonSpace());
    if (!isText("bytes")) {
      throw refused("must have a link or bytes behind the key \"/\"", text());
    }
    c = nonSpace();
    if (c != '"') {
      throw unexpected("the text of bytes", c);
    }
    string();
    base64();
    expect('}');
    expect('}');
    return DagToken.BYTES;
  }

  private DagToken linkValue() {
    String text = text();
    try {
      Cid cid = Cid.parse(text);
      if (!cid.toString().equals(text)) {
        deviates("has a link in another base than base32");
      }
      return heldLink(cid);
    } catch (IpniException e) {
      throw refused("must have links that are CIDs: " + e.getMessage());
    }
  }

  private void base64() {
    boolean padded = valueLength() > 0 && value()[valueLength() - 1] == '=';
    if (padded) {
      deviates("has padded base64");
    }
    byte[] bytes = (padded ? Multibase.BASE64_PAD : Multibase.BASE64).bytesOf(text());
    if (bytes == null) {
      throw refused("must have bytes in strict base64", text());
    }
    replace(bytes);
  }
}

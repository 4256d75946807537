package x;

import java.util.List;

public final class X {
  public static void main(String[] a) {}
}

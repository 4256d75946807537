using System;

namespace X {
  public class Program {
    static void Main() { Console.WriteLine("x"); }
  }
}

package io.heliograph.local;

/** A JVM that starts a stack, tells its children's ids and waits to be killed. */
final class StackHolder {

  private StackHolder() {}

  /** Prints the process ids, then the data folder, one per line. */
  public static void main(String[] arguments) throws Exception {
    LocalStack stack = LocalStack.shared();
    stack.redis().pause();
    System.out.println(stack.redis().pid());
    System.out.println(stack.kafka().pid());
    System.out.println(stack.postgres().pid());
    System.out.println(stack.redis().data().getParent());
    Thread.currentThread().join();
  }
}

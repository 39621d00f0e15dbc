package io.kuayu.cli;

/** Where {@code ./kuayu} starts. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    System.out.println(Runtime.version());
  }
}

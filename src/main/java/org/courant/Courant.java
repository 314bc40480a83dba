package org.courant;

final class Courant {
  private Courant() {}

  static void main(String[] arguments) {
    IO.println("Courant " + arguments.length);
  }
}

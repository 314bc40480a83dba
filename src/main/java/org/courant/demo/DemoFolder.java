package org.courant.demo;

import java.nio.file.Path;

/// Where the demo keeps what it makes.
///
/// @param data the installation's own folder
record DemoFolder(Path data) {

  Path out() {
    return data.resolve("out");
  }

  Path mail() {
    return out().resolve("mail");
  }
}
